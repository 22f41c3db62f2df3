package dev.routewright.jmx;

import dev.routewright.integration.Integrations;
import dev.routewright.integration.Overview;
import dev.routewright.integration.Overviews;
import dev.routewright.journal.Json;
import dev.routewright.journal.Version;
import dev.routewright.rehearsal.EvidenceMarkdown;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedOperation;
import org.springframework.jmx.export.annotation.ManagedOperationParameter;
import org.springframework.jmx.export.annotation.ManagedResource;

/** What one may ask of one integration. */
@ManagedResource(description = "One integration: how it stands, what its versions say, and decisions about them")
public final class IntegrationManagement {
    private static final String VERSION = "Number of the version; 0 for the latest";

    private final String name;
    private final Integrations integrations;
    private final Overviews overviews;
    private final Supplier<String> who;
    private final Once once = new Once(System::nanoTime);

    IntegrationManagement(String name, Integrations integrations, Overviews overviews, Supplier<String> who) {
        this.name = name;
        this.integrations = integrations;
        this.overviews = overviews;
        this.who = who;
    }

    private Overview overview() {
        return Sentences.told(() -> overviews.get(name));
    }

    @ManagedAttribute(description = "Its name")
    public String getName() {
        return name;
    }

    @ManagedAttribute(description = "Status of the live version, or of the latest when none is live")
    public String getStatus() {
        return overview().status();
    }

    @ManagedAttribute(description = "Number of the live version, 0 when none is live")
    public int getVersion() {
        var live = overview().live();
        return live == null ? 0 : live;
    }

    @ManagedAttribute(description = "Number of the latest version")
    public int getLatestVersion() {
        return overview().latest();
    }

    @ManagedAttribute(description = "Status of the latest version")
    public String getLatestStatus() {
        return overview().latestStatus();
    }

    @ManagedAttribute(description = "Whether it takes no new messages in until it is resumed")
    public boolean isPaused() {
        return overview().paused();
    }

    @ManagedAttribute(description = "The sentence that explains its status, empty when there is nothing to explain")
    public String getWhy() {
        var why = overview().why();
        return why == null ? "" : why;
    }

    @ManagedAttribute(description = "Messages that failed and wait to be replayed")
    public long getDeadLetters() {
        return overview().deadLetters();
    }

    @ManagedOperation(description = "Let a version run: it takes the place of the one that is live")
    @ManagedOperationParameter(
            name = "version",
            description = "Number of the version you have looked at; 0 for the latest, whatever it is by then")
    public String approve(int version) {
        return once.told(
                List.of("approve", version, who.get()),
                () -> decided(integrations.approve(name, number(version), who.get())));
    }

    @ManagedOperation(description = "Let a version not run")
    @ManagedOperationParameter(name = "version", description = VERSION)
    @ManagedOperationParameter(name = "why", description = "The reason, which is kept with it; may be empty")
    public String reject(int version, @Nullable String why) {
        var reason = RuntimeManagement.given(why).orElse(null);
        return once.told(
                List.of("reject", version, String.valueOf(reason), who.get()),
                () -> decided(integrations.reject(name, number(version), reason, who.get())));
    }

    @ManagedOperation(description = "Take no new messages in until it is resumed; those under way go on")
    public String pause() {
        return once.told(List.of("pause", who.get()), () -> {
            integrations.pause(name, who.get());
            return "%s is paused.".formatted(name);
        });
    }

    @ManagedOperation(description = "Take messages in again")
    public String resume() {
        return once.told(List.of("resume", who.get()), () -> {
            integrations.resume(name, who.get());
            return "%s takes messages in again.".formatted(name);
        });
    }

    @ManagedOperation(description = "Make a version live again that was live before")
    @ManagedOperationParameter(
            name = "version",
            description = "Number of the version; 0 for the one before the version that is live")
    public String rollback(int version) {
        return once.told(
                List.of("rollback", version, who.get()),
                () -> decided(integrations.rollback(name, version == 0 ? null : version, who.get())));
    }

    @ManagedOperation(description = "What inspection and rehearsal have against a version, one finding in a line")
    @ManagedOperationParameter(name = "version", description = VERSION)
    public String findings(int version) {
        return Sentences.told(() -> Texts.findings(get(version).dossier().findings()));
    }

    @ManagedOperation(description = "What the rehearsal of a version saw: a table in Markdown, one line for each run")
    @ManagedOperationParameter(name = "version", description = VERSION)
    public String evidence(int version) {
        return Sentences.told(() -> {
            var one = get(version);
            return EvidenceMarkdown.of(
                    "%s, version %d".formatted(name, one.number()),
                    one.dossier().rehearsal());
        });
    }

    @ManagedOperation(
            description = "The plan of a version as JSON: what starts it, its steps and rules, and their clauses")
    @ManagedOperationParameter(name = "version", description = VERSION)
    public String plan(int version) {
        return Sentences.told(() -> {
            var plan = get(version).dossier().plan();
            return plan == null ? "It has no plan: a person wrote the route." : Json.write(plan);
        });
    }

    @ManagedOperation(description = "The text a version was made from; empty for a route a person wrote")
    @ManagedOperationParameter(name = "version", description = VERSION)
    public String description(int version) {
        return Sentences.told(() -> get(version).description());
    }

    @ManagedOperation(description = "The route of a version, as it was inspected and rehearsed and as it runs")
    @ManagedOperationParameter(name = "version", description = VERSION)
    public String route(int version) {
        return Sentences.told(() -> {
            var yaml = get(version).dossier().yaml();
            return yaml == null ? "" : yaml;
        });
    }

    private Version get(int version) {
        return integrations.get(name, number(version));
    }

    private int number(int version) {
        return version == 0 ? overviews.get(name).latest() : version;
    }

    private static String decided(Version version) {
        return "%s/%d is %s."
                .formatted(
                        version.integration(),
                        version.number(),
                        version.status().code());
    }
}
