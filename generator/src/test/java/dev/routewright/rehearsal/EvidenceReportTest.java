package dev.routewright.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Evidence;
import dev.routewright.route.Evidence.Answer;
import dev.routewright.route.Evidence.Called;
import dev.routewright.route.Evidence.Delivery;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceReportTest {
    private static final Answer KEPT = new Answer(
            503, "application/problem+json", "{\"title\":\"A service is not available\",\"deadLetter\":\"stage-1\"}");

    @Test
    void attemptsOfOneCallStandTogetherAndTheMessageIsWhereItIs() {
        var hung = new Called("inventory.getStock", "{}", 0, "timed out");
        var run = run(
                "inventory.getStock does not answer in time",
                List.of(hung, hung, hung),
                List.of(KEPT),
                List.of(),
                List.of("[inventory.getStock] No whole answer."),
                List.of());

        assertThat(row(run))
                .isEqualTo(new EvidenceRow(
                        1,
                        "fault",
                        true,
                        "inventory.getStock does not answer in time",
                        "503 A service is not available",
                        List.of("inventory.getStock timed out \u00d73"),
                        "dead letter: [inventory.getStock] No whole answer.",
                        "",
                        List.of(),
                        4));
    }

    @Test
    void saysWhatWasUndoneAndWhereThingsWent() {
        var ended = new Called("rooms.reserve", "{}", 201, "then the process ended");
        var run = run(
                "the process ends",
                List.of(ended, new Called("rooms.cancel", "{}", 200)),
                List.of(),
                List.of(new Delivery("kafka:done", "{}"), new Delivery("kafka:done", "{}")),
                List.of(),
                List.of("rooms.cancel"));

        assertThat(row(run).called()).containsExactly("rooms.reserve 201, then the process ended", "rooms.cancel 200");
        assertThat(row(run).message()).isEqualTo("undone by rooms.cancel; delivered to kafka:done");
    }

    @Test
    void secretsKeepTheirNameOnly() {
        var answer = new Answer(
                200, "application/json", "{\"id\":1,\"apiKey\":\"canary\",\"in\":[{\"password\":\"canary\"}]}");

        assertThat(row(run("", List.of(), List.of(answer), List.of(), List.of(), List.of()))
                        .caller())
                .isEqualTo("200 {\"id\":1,\"apiKey\":\"***\",\"in\":[{\"password\":\"***\"}]}");
    }

    @Test
    void thePageForReviewsKeepsTextText() {
        var odd = run(
                "a|b <script>\n# head [x](y)",
                List.of(new Called("payments.charge", "{}", 200)),
                List.of(new Answer(200, "text/plain", "ok")),
                List.of(),
                List.of(),
                List.of());

        assertThat(EvidenceMarkdown.of("order, version 3", new Evidence(List.of(odd), List.of("Not tried: this."))))
                .isEqualTo("""
                        # Rehearsal of order, version 3

                        1 run, all passed; 0 remarks; 1 not tried.

                        | # | | Injected | The caller saw | What was called | Where the message is |
                        |--:|---|---|---|---|---|
                        | 1 | passed | a\\|b \\<script\\> \\# head \\[x\\](y) | 200 ok | payments.charge 200 | answered |

                        ## Not tried

                        - Not tried: this.
                        """);
    }

    private static EvidenceRow row(Evidence.Run run) {
        return EvidenceReport.of(new Evidence(List.of(run))).table().get(0);
    }

    private static Evidence.Run run(
            String injected,
            List<Called> calls,
            List<Answer> answers,
            List<Delivery> deliveries,
            List<String> deadLetters,
            List<String> undone) {
        return new Evidence.Run(
                "run",
                "fault",
                injected,
                true,
                "",
                calls,
                answers.isEmpty() ? null : answers.get(answers.size() - 1),
                deliveries,
                deadLetters,
                4,
                answers,
                undone,
                List.of());
    }
}
