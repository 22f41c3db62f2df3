package dev.routewright.drafting.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.routewright.drafting.Drafter.Brief;
import dev.routewright.drafting.Drafter.Outcome;
import dev.routewright.route.Service;
import dev.routewright.route.Trigger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Descriptions with the whole plan, or the questions, they must come to. {@code sentences.txt} holds a description
 * after {@code >} and what it means below, {@code sentences-calls.txt} those about the services we ship, {@code
 * other-services.txt} more of them against other documents; {@code over-rich.txt} holds descriptions that say more than a phrasebook
 * can keep its promises about; {@code starts.txt} says which path a start leads to, or that it asks.
 */
class SentencesTest {
    private final OfflineDrafter drafter = new OfflineDrafter();

    @TestFactory
    Stream<DynamicTest> meansWhatItSays() {
        return Stream.of(
                        meanings("sentences.txt", Shop.ALL),
                        meanings("sentences-calls.txt", Shipped.services()),
                        meanings("sentences-mediation.txt", Shipped.services()),
                        meanings("other-services.txt", Shop.OTHERS))
                .flatMap(s -> s);
    }

    /** Starts, answers, failures and what surrounds them, with the services the project comes with. */
    @TestFactory
    Stream<DynamicTest> meansWhatItSaysOfShippedServices() {
        return meanings("sentences-entries.txt", Shipped.services());
    }

    private Stream<DynamicTest> meanings(String file, List<Service> services) {
        return Arrays.stream(read(file).split("(?m)^> "))
                .filter(block -> !block.isBlank())
                .map(block -> {
                    var description = block.substring(0, block.indexOf('\n'));
                    var meaning = block.substring(block.indexOf('\n') + 1).strip();
                    return dynamicTest(description, () -> assertThat(told(draft(description, services)))
                            .isEqualTo(meaning));
                });
    }

    @TestFactory
    Stream<DynamicTest> asksRatherThanPassOverADetail() {
        return read("over-rich.txt")
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> dynamicTest(
                        line, () -> assertThat(draft(line, Shop.ALL)).isInstanceOf(Outcome.Asking.class)));
    }

    @TestFactory
    Stream<DynamicTest> startsWhatEitherLanguageSaysOnSomethingThatComes() {
        return read("starts.txt").lines().map(line -> {
            var start = line.substring(line.indexOf(' ') + 1);
            var step = start.matches("[A-Z].*") ? ", check the stock." : "，检查库存。";
            return dynamicTest(start, () -> assertThat(start(draft(start + step, Shipped.services())))
                    .isEqualTo(line.substring(0, line.indexOf(' '))));
        });
    }

    private static String start(Outcome outcome) {
        return outcome.<String>fold(
                drafted ->
                        java.util.Objects.requireNonNull(drafted.draft().plan()).trigger() instanceof Trigger.Http http
                                ? http.path()
                                : "another start",
                asking -> "asks",
                refused -> "refused");
    }

    private Outcome draft(String description, List<Service> services) {
        return drafter.draft(
                new Brief("demo", description, services, Map.of(), List.of(), Optional.empty()), stage -> {});
    }

    private static String told(Outcome outcome) {
        return outcome.<String>fold(
                        drafted -> PlanText.of(
                                java.util.Objects.requireNonNull(drafted.draft().plan())),
                        asking -> asking.questions().stream()
                                .map(q -> "\n" + q.id() + ": " + q.text()
                                        + (q.choices().isEmpty() ? "" : " " + q.choices()))
                                .collect(Collectors.joining("", "asks", "")),
                        refused -> "refused")
                .strip();
    }

    private static String read(String name) {
        try (var in = SentencesTest.class.getResourceAsStream(name)) {
            return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
