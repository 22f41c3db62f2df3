package dev.routewright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Says the same as the reference implementation, whose answers are in reference.json. */
class ReferenceTest {
    private static final JsonNode ANSWERS = answers();

    private static JsonNode answers() {
        try (var stream = ReferenceTest.class.getResourceAsStream("reference.json")) {
            return Text.MAPPER.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void matchesTheSameValuesAndSaysTheSameOfTheOthers() {
        var different = new ArrayList<String>();
        for (var one : ANSWERS.get("match")) {
            var problems = Match.problems(one.get("expected"), one.get("actual"), "$");
            if (!problems.equals(texts(one.get("problems")))) different.add(one + "\n  but says " + problems);
        }

        assertThat(different).isEmpty();
    }

    @Test
    void putsTheSameValuesIn() {
        for (var one : ANSWERS.get("fill"))
            assertThat(Text.json(Template.fill(one.get("template"), (ObjectNode) ANSWERS.get("values"))))
                    .as(one.toString())
                    .isEqualTo(Text.json(one.get("filled")));
    }

    @Test
    void theAnswersHoldBothAgreementAndDisagreement() {
        var agreeing = StreamSupport.stream(ANSWERS.get("match").spliterator(), false)
                .filter(one -> one.get("problems").isEmpty())
                .count();

        assertThat(agreeing).isBetween(50L, ANSWERS.get("match").size() - 50L);
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
