package dev.routewright.jmx;

import dev.routewright.integration.Checks;
import dev.routewright.integration.Declined;
import dev.routewright.integration.Integrations;
import dev.routewright.integration.Overview;
import dev.routewright.integration.Overviews;
import dev.routewright.route.Lang;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedOperation;
import org.springframework.jmx.export.annotation.ManagedOperationParameter;
import org.springframework.jmx.export.annotation.ManagedResource;

/** What one may ask of a whole runtime. */
@ManagedResource(description = "This Routewright: take a description in, list integrations, inspect a route")
public final class RuntimeManagement {
    private final Integrations integrations;
    private final Overviews overviews;
    private final Checks checks;
    private final Supplier<String> who;
    private final Once once = new Once(System::nanoTime);

    RuntimeManagement(Integrations integrations, Overviews overviews, Checks checks, Supplier<String> who) {
        this.integrations = integrations;
        this.overviews = overviews;
        this.checks = checks;
        this.who = who;
    }

    @ManagedAttribute(description = "How many integrations there are")
    public int getIntegrations() {
        return Sentences.told(() -> overviews.all().size());
    }

    @ManagedAttribute(description = "How many of them are live")
    public int getLive() {
        return Sentences.told(() ->
                (int) overviews.all().stream().filter(one -> one.live() != null).count());
    }

    @ManagedAttribute(description = "Messages of all integrations that failed and wait to be replayed")
    public long getDeadLetters() {
        return Sentences.told(
                () -> overviews.all().stream().mapToLong(Overview::deadLetters).sum());
    }

    @ManagedOperation(
            description =
                    "Take a description in: it is drafted, inspected and rehearsed as a new version, and waits for "
                            + "approval. Answers with the version; its MBean shows what becomes of it.")
    @ManagedOperationParameter(
            name = "description",
            description = "What the integration should do, as business text in English or Chinese")
    @ManagedOperationParameter(
            name = "name",
            description =
                    "Its name: lower-case letters, digits and dashes. Empty to derive one from the description; the "
                            + "name of an integration there is makes a new version of it")
    @ManagedOperationParameter(
            name = "language",
            description = "Language of questions to the author: en or zh. Empty to find out from the description")
    public String submit(@Nullable String description, @Nullable String name, @Nullable String language) {
        var asked = Stream.of(description, name, language).map(String::valueOf).toList();
        return once.told(List.of(asked, who.get()), () -> {
            var version = integrations.submit(
                    given(name).orElse(null), given(description).orElse(""), language(language), who.get());
            return "%s/%d is %s. The MBean %s shows what becomes of it."
                    .formatted(
                            version.integration(),
                            version.number(),
                            version.status().code(),
                            Management.nameOf(version.integration()));
        });
    }

    @ManagedOperation(description = "All integrations, one in a line: name, status, version, what is to be known of it")
    public String list() {
        return Sentences.told(
                () -> overviews.all().stream().map(RuntimeManagement::line).collect(Collectors.joining("\n")));
    }

    @ManagedOperation(
            description =
                    "What inspection has against a route that nobody keeps: line, rule, problem and remedy of each "
                            + "finding")
    @ManagedOperationParameter(name = "route", description = "The route in Camel's YAML DSL")
    public String findings(String route) {
        return Sentences.told(
                () -> Texts.findings(checks.inspect(given(route).orElse("")).findings()));
    }

    private static String line(Overview one) {
        return "%s  %s%s  version %d%s"
                .formatted(
                        one.name(),
                        one.status(),
                        one.paused() ? ", paused" : "",
                        one.version(),
                        one.why() == null ? "" : "  " + one.why());
    }

    static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(some -> !some.isBlank());
    }

    private static @Nullable Lang language(@Nullable String code) {
        if (given(code).isEmpty()) return null;
        return Arrays.stream(Lang.values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Declined(
                        Declined.Reason.UNUSABLE, "The language is neither en nor zh. Nothing was created. Name one."));
    }
}
