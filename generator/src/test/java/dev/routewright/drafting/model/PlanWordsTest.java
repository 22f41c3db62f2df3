package dev.routewright.drafting.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Scenario;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanWordsTest {

    @Test
    void lineBreaksOfATextStayVisibleWhereAnExampleIsOneLine() {
        var example = new Scenario(
                "two rows",
                List.of(),
                List.of(new Scenario.Sent("sku;count\nA-1;2\n", Map.of(), "a.csv")),
                Map.of(),
                List.of(),
                List.of(),
                List.of());

        assertThat(PlanWords.example(example)).startsWith("two rows | in: \"sku;count\\nA-1;2\\n\" file a.csv");
    }
}
