package dev.routewright.inspection;

import static dev.routewright.inspection.Routes.aRouteWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Finding;
import dev.routewright.route.Operation;
import dev.routewright.route.Operation.In;
import dev.routewright.route.Operation.Input;
import dev.routewright.route.Schema;
import dev.routewright.route.Service;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallInputsTest {
    private static final Service LOANS = new Service(
            "loans",
            "Loans",
            "",
            List.of(new Operation(
                    "loans",
                    "lend",
                    "",
                    "",
                    "POST",
                    "/readers/{readerId}/loans",
                    List.of(
                            new Input("readerId", In.PATH, Schema.of("string"), true),
                            new Input("Idempotency-Key", In.HEADER, Schema.of("string"), true),
                            new Input("isbn", In.BODY, Schema.of("string"), true),
                            new Input("days", In.BODY, Schema.of("integer"), false)),
                    List.of())),
            List.of(),
            true);

    @Test
    void aRequiredInputThatIsNotGivenIsSaidWithAllTheOperationTakes() {
        assertThat(findings("{isbn: .isbn}"))
                .extracting(Finding::rule, Finding::step, Finding::problem, Finding::remedy)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "input-missing",
                        "lend",
                        "The operation `loans.lend` requires `readerId`, and the variable `lend-input` does not hold it.",
                        "Add `readerId` to the object in `lend-input`; the operation takes `Idempotency-Key (required)`,"
                                + " `days`, `isbn (required)`, `readerId (required)`."));
    }

    @Test
    void anInputTheOperationDoesNotHaveIsAnsweredWithTheNearest() {
        assertThat(findings("{readerId: .reader, isbn: .isbn, dayz: 14}"))
                .extracting(Finding::rule, Finding::problem, Finding::remedy)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "input-unknown",
                        "The operation `loans.lend` has no input `dayz`; it is not sent.",
                        "Did you mean `days`?"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{readerId: .reader, isbn}",
                "{\"readerId\": .reader, \"isbn\": (.books[0] | {a: .b}.a), days: ([14, .days] | min)}",
                "variable(\"message\") | {readerId, isbn: .isbn}",
                ".isbn as $isbn | {readerId: .reader, $isbn}",
                "{readerId: .reader, isbn: .isbn, \"Idempotency-Key\": .id}",
                // What only a run would tell is left to it.
                "{isbn: .isbn} + {readerId: .reader}",
                "{(.name): 1}",
                ".",
                "if .x then {isbn: 1} else {readerId: 2} end",
            })
    void whatHoldsTheInputsOrMightIsNoFinding(String jq) {
        assertThat(findings(jq)).as(jq).isEmpty();
    }

    @Test
    void whereTwoWaysMeetNothingIsSaidOfTheObjectOfOne() {
        assertThat(findingsOn("""
                choice:
                  when:
                    - jq: .isbn == null
                      steps:
                        - setVariable: {name: lend-input, jq: "{readerId: 1}"}
                  otherwise:
                    steps:
                      - setVariable: {name: lend-input, jq: "{readerId: 1, isbn: .isbn}"}
                """, "to: {uri: 'kamelet:loans-lend', variableSend: lend-input, variableReceive: loan}"))
                .isEmpty();
    }

    private static List<Finding> findings(String jq) {
        return findingsOn(
                "setVariable: {name: lend-input, jq: '%s'}".formatted(jq),
                "to: {id: lend, uri: 'kamelet:loans-lend', variableSend: lend-input, variableReceive: loan}");
    }

    private static List<Finding> findingsOn(String first, String second) {
        var yaml = aRouteWith(first) + "        - " + second + "\n";
        return Routes.INSPECTOR.inspect(yaml, List.of(LOANS)).findings();
    }
}
