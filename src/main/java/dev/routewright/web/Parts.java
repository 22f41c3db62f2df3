package dev.routewright.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routewright.cell.CellRuntime;
import dev.routewright.drafting.Drafter;
import dev.routewright.export.Exporter;
import dev.routewright.inspection.Permitted;
import dev.routewright.integration.Approval;
import dev.routewright.integration.Changes;
import dev.routewright.integration.Checks;
import dev.routewright.integration.Credentials;
import dev.routewright.integration.DeadLetterDesk;
import dev.routewright.integration.DeadLetterRuns;
import dev.routewright.integration.DeadLetterSweep;
import dev.routewright.integration.DeadLetterTopic;
import dev.routewright.integration.DeploymentLog;
import dev.routewright.integration.Events;
import dev.routewright.integration.FolderWatch;
import dev.routewright.integration.Integrations;
import dev.routewright.integration.Judge;
import dev.routewright.integration.Live;
import dev.routewright.integration.OutboxDesk;
import dev.routewright.integration.Overviews;
import dev.routewright.integration.Rehearsing;
import dev.routewright.integration.SecurityLog;
import dev.routewright.integration.SecurityRecord;
import dev.routewright.integration.ServiceCredentials;
import dev.routewright.integration.ServiceDesk;
import dev.routewright.integration.Startup;
import dev.routewright.integration.Way;
import dev.routewright.integration.Workshop;
import dev.routewright.jmx.Management;
import dev.routewright.journal.CredentialStore;
import dev.routewright.journal.DeadLetterOutbox;
import dev.routewright.journal.DeadLetterStore;
import dev.routewright.journal.DeadLetterUpkeep;
import dev.routewright.journal.Journal;
import dev.routewright.journal.Json;
import dev.routewright.journal.MemoryStore;
import dev.routewright.journal.OutboxLetters;
import dev.routewright.journal.OutboxTable;
import dev.routewright.journal.Seal;
import dev.routewright.journal.ServiceStore;
import dev.routewright.journal.Store;
import dev.routewright.journal.Versions;
import dev.routewright.outbox.Letters;
import dev.routewright.outbox.Outbox;
import dev.routewright.outbox.OutboxStore;
import dev.routewright.services.Memory;
import dev.routewright.services.ServiceRegistry;
import dev.routewright.web.security.Passwords;
import java.net.URI;
import java.time.Clock;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;

/** Store and lifecycle, put together. What drafts, judges and runs comes from {@link Wiring}. */
@Configuration(proxyBeanMethods = false)
class Parts {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** The shape of the store is the shape of the API. */
    @Bean
    ObjectMapper objectMapper() {
        return Json.MAPPER.copy().addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class);
    }

    @Bean
    Store store(RoutewrightProperties properties) {
        var store = properties.store();
        return store.url() == null || store.url().isBlank()
                ? Store.embedded(properties.dataDir())
                : Store.elsewhere(store.url(), store.user(), store.password());
    }

    @Bean
    HealthIndicator storeHealth(Store store) {
        return () -> (store.answers() ? Health.up() : Health.down()).build();
    }

    @Bean
    Versions versions(Store store, Clock clock) {
        return new Versions(store, clock);
    }

    @Bean
    Journal journal(Store store, Clock clock) {
        return new Journal(store, clock);
    }

    @Bean
    DeadLetterStore deadLetterStore(Store store, Clock clock, RoutewrightProperties properties) {
        var limits = properties.deadLetters();
        return new DeadLetterStore(
                store,
                clock,
                new DeadLetterStore.Limits(limits.most(), limits.mostBytes().toBytes()));
    }

    /** Before any cell starts, what an earlier process had claimed is free again. */
    @Bean
    Memory memory(Store store, Clock clock) {
        var memory = new MemoryStore(store, clock);
        memory.releaseInterrupted();
        return memory;
    }

    @Bean
    OutboxStore outboxStore(Store store, Clock clock) {
        return new OutboxTable(store, clock);
    }

    @Bean
    Letters outboxLetters(DeadLetterStore letters, Journal journal) {
        return new OutboxLetters(letters, journal);
    }

    @Bean
    ServiceStore serviceStore(Store store) {
        return new ServiceStore(store);
    }

    @Bean
    CredentialStore credentialStore(Store store, RoutewrightProperties properties) {
        return new CredentialStore(store, () -> Seal.in(properties.dataDir()));
    }

    @Bean
    Credentials credentials(CredentialStore store, Versions versions) {
        return new Credentials(store, versions);
    }

    @Bean
    ServiceCredentials serviceCredentials(ServiceDesk desk, CredentialStore store, Journal journal) {
        return new ServiceCredentials(desk, store, journal);
    }

    @Bean
    Events events() {
        return new Events();
    }

    @Bean
    Way way(Drafter drafter, Judge judge, Rehearsing rehearsing, Way.Setup setup) {
        return new Way(drafter, judge, rehearsing, setup);
    }

    @Bean
    Workshop workshop(
            Versions versions,
            Events events,
            Journal journal,
            RoutewrightProperties properties,
            ModelProperties model) {
        var drafting = properties.drafting();
        var limits = new Workshop.Limits(drafting.atOnce(), drafting.waiting(), DraftingTime.limit(properties, model));
        return new Workshop(versions, events, journal, limits);
    }

    @Bean
    SecurityLog securityLog(Journal journal, Clock clock, RoutewrightProperties properties) {
        var security = properties.security();
        return new SecurityLog(journal, clock, new SecurityLog.Limits(security.oneByOne(), security.quarantineAfter()));
    }

    @Bean
    DeploymentLog deploymentLog(Journal journal, Integrations integrations) {
        return new DeploymentLog(journal, integrations);
    }

    @Bean
    SecurityRecord securityRecord(SecurityLog security) {
        return security.record();
    }

    @Bean
    Live live(CellRuntime cells, Versions versions, Journal journal, Events events, SecurityLog security) {
        var live = new Live(cells, versions, journal, events);
        security.onAlarm(live::quarantine);
        return live;
    }

    @Bean
    Approval approval(RoutewrightProperties properties) {
        return new Approval(
                properties.approval().folder() == RoutewrightProperties.Approval.Folder.AUTO,
                properties.approval().api() == RoutewrightProperties.Approval.Api.AUTO_UNLESS_WIDENED);
    }

    @Bean
    Integrations integrations(
            Way way,
            Judge judge,
            ServiceRegistry services,
            Versions versions,
            Journal journal,
            Workshop workshop,
            Live live,
            Events events,
            Approval approval,
            Credentials credentials) {
        return new Integrations(way, judge, services, versions, journal, workshop, live, events, approval, credentials);
    }

    @Bean
    Exporter exporter(
            Integrations integrations,
            ServiceRegistry services,
            Permitted permitted,
            Credentials credentials,
            Journal journal) {
        return new Exporter(integrations, services, permitted, credentials, journal);
    }

    @Bean
    ServiceDesk serviceDesk(ServiceRegistry services, Versions versions, Journal journal) {
        return new ServiceDesk(services, versions, journal);
    }

    @Bean
    Changes changes(Integrations integrations) {
        return new Changes(integrations);
    }

    @Bean
    DeadLetterDesk deadLetterDesk(
            DeadLetterStore letters,
            Versions versions,
            CellRuntime cells,
            Journal journal,
            RoutewrightProperties properties) {
        return new DeadLetterDesk(
                letters, versions, cells, journal, properties.deadLetters().masks());
    }

    @Bean
    DeadLetterRuns deadLetterRuns(DeadLetterDesk desk, DeadLetterStore letters, Journal journal, Clock clock) {
        return new DeadLetterRuns(desk, letters, journal, clock);
    }

    @Bean(initMethod = "start")
    DeadLetterSweep deadLetterSweep(
            Store store, Clock clock, DeadLetterStore letters, Journal journal, RoutewrightProperties properties) {
        return new DeadLetterSweep(
                new DeadLetterUpkeep(store, clock),
                letters,
                journal,
                properties.deadLetters().times());
    }

    @Bean(initMethod = "start")
    @ConditionalOnProperty("routewright.dead-letters.topic")
    DeadLetterTopic deadLetterTopic(Store store, RoutewrightProperties properties) {
        var topic = String.valueOf(properties.deadLetters().topic());
        var brokers = properties.kafka().brokers();
        if (brokers == null || brokers.isBlank())
            throw new SettingUnusable(
                    "routewright.dead-letters.topic", "No broker is known: set routewright.kafka.brokers as well.");
        try {
            return new DeadLetterTopic(new DeadLetterOutbox(store), topic, brokers);
        } catch (IllegalArgumentException e) {
            throw new SettingUnusable("routewright.dead-letters.topic", String.valueOf(e.getMessage()));
        }
    }

    @Bean
    OutboxDesk outboxDesk(OutboxStore store, Outbox outbox, Versions versions, Journal journal) {
        return new OutboxDesk(store, outbox, versions, journal);
    }

    @Bean
    Checks checks(Way way, Judge judge, ServiceRegistry services) {
        return new Checks(way, judge, services);
    }

    @Bean
    Passwords passwords(RoutewrightProperties properties) {
        return new Passwords(properties.dataDir());
    }

    @Bean
    Management management(Integrations integrations, Overviews overviews, Checks checks, Events events) {
        return new Management(integrations, overviews, checks, events, () -> Passwords.signedIn()
                .map(name -> "jmx:" + name)
                .orElse("jmx"));
    }

    @Bean
    FolderWatch folderWatch(
            RoutewrightProperties properties,
            Integrations integrations,
            Versions versions,
            Approval approval,
            ServiceDesk desk) {
        return new FolderWatch(properties.routes(), properties.kamelets(), integrations, versions, approval, desk);
    }

    @Bean
    Overviews overviews(
            Versions versions,
            CellRuntime cells,
            DeadLetterStore letters,
            OutboxStore outbox,
            ServiceDesk desk,
            FolderWatch folder,
            SecurityRecord security,
            RoutewrightProperties properties) {
        var ingress = properties.ingress();
        var host = ingress.address().contains(":") ? "[" + ingress.address() + "]" : ingress.address();
        var reachable = host.equals("0.0.0.0") || host.equals("[::]") ? "127.0.0.1" : host;
        return new Overviews(
                versions,
                cells,
                letters,
                outbox,
                desk,
                folder,
                security,
                URI.create("http://" + reachable + ":" + ingress.port()));
    }

    @Bean
    Startup startup(
            FolderWatch folder,
            Live live,
            Integrations integrations,
            Workshop workshop,
            DeadLetterStore letters,
            Outbox outbox,
            Overviews overviews,
            ModelProperties model) {
        return new Startup(
                folder, live, integrations, workshop, letters, outbox, overviews, DraftingTime.ofAStart(model));
    }

    /** The control plane answers already while this brings everything up. */
    @Bean
    ApplicationRunner bringUp(Startup startup, Management management) {
        return arguments -> {
            management.open();
            startup.open();
        };
    }
}
