package dev.routewright.integration;

import dev.routewright.journal.CredentialStore;
import dev.routewright.journal.DeadLetterStore;
import dev.routewright.journal.Journal;
import dev.routewright.journal.OutboxLetters;
import dev.routewright.journal.OutboxTable;
import dev.routewright.journal.Seal;
import dev.routewright.journal.Store;
import dev.routewright.journal.Version;
import dev.routewright.journal.Versions;
import dev.routewright.outbox.Outbox;
import dev.routewright.services.Invoker;
import dev.routewright.services.Pauses;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** The lifecycle as the runtime puts it together, on fakes and a real store. */
final class Bench implements AutoCloseable {
    final FakeCells cells = new FakeCells();
    final FakeServices services = new FakeServices();
    final FakeDrafting drafting = new FakeDrafting();
    final Store store;
    final Versions versions;
    final Journal journal;
    final DeadLetterStore letters;
    final Events events = new Events();
    final Workshop workshop;
    final Live live;
    final Credentials credentials;
    final Integrations integrations;
    final ServiceDesk desk;
    final FolderWatch folder;
    final Overviews overviews;
    final Startup startup;
    final SecurityLog security;

    Bench(Path home) {
        this(home, new Approval(true, false), new Workshop.Limits(2, 50, Duration.ofSeconds(60)));
    }

    Bench(Path home, Approval approval, Workshop.Limits limits) {
        var clock = Clock.systemUTC();
        store = Store.embedded(home.resolve("data"));
        versions = new Versions(store, clock);
        journal = new Journal(store, clock);
        letters = new DeadLetterStore(store, clock);
        workshop = new Workshop(versions, events, journal, limits);
        live = new Live(cells, versions, journal, events);
        var way = new Way(
                drafting, drafting, drafting, new Way.Setup(3, "policy", "catalog", "4.18.0", Way.Prices.UNKNOWN));
        credentials = new Credentials(new CredentialStore(store, () -> Seal.in(home.resolve("data"))), versions);
        integrations = new Integrations(
                way, drafting, services, versions, journal, workshop, live, events, approval, credentials);
        desk = new ServiceDesk(services, versions, journal);
        folder = new FolderWatch(
                home.resolve("routes"), home.resolve("kamelets"), integrations, versions, approval, desk);
        security = new SecurityLog(journal, clock, new SecurityLog.Limits(3, 5));
        security.onAlarm(live::quarantine);
        var calls = new OutboxTable(store, clock);
        overviews = new Overviews(
                versions, cells, letters, calls, desk, folder, security.record(), URI.create("http://127.0.0.1:8090"));
        var nowhere = new Invoker(
                (service, operation) -> {
                    throw new IllegalArgumentException("There are no services here.");
                },
                Pauses.NONE);
        var outbox = Outbox.onStage(calls, nowhere, new OutboxLetters(letters, journal));
        startup = new Startup(folder, live, integrations, workshop, letters, outbox, overviews, Duration.ofSeconds(20));
    }

    /** Submits and waits until the version has come to rest. */
    Version submitted(String name, String description) {
        return settled(integrations.submit(name, description, null, "api"));
    }

    Version settled(Version version) {
        idle();
        return integrations.get(version.integration(), version.number());
    }

    void idle() {
        try {
            if (!workshop.awaitIdle(Duration.ofSeconds(20))) throw new AssertionError("The workshop is not idle.");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        startup.close();
        security.close();
        store.close();
    }
}
