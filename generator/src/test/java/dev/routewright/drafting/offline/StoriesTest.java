package dev.routewright.drafting.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.routewright.drafting.Drafter.Brief;
import dev.routewright.drafting.Drafter.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The stories the project comes with need no question. */
class StoriesTest {
    private final OfflineDrafter drafter = new OfflineDrafter();

    @TestFactory
    Stream<DynamicTest> becomePlans() {
        return Shipped.stories().stream()
                .map(story -> dynamicTest(story.getFileName().toString(), () -> assertThat(draft(Shipped.read(story)))
                        .isInstanceOf(Outcome.Drafted.class)));
    }

    private Outcome draft(String description) {
        return drafter.draft(
                new Brief("demo", description, Shipped.services(), Map.of(), List.of(), Optional.empty()), stage -> {});
    }
}
