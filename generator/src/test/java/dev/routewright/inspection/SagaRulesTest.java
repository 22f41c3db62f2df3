package dev.routewright.inspection;

import static dev.routewright.inspection.Routes.aRouteWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Finding;
import dev.routewright.route.Operation;
import dev.routewright.route.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

class SagaRulesTest {
    private static final Service ROOMS = new Service(
            "rooms",
            "Rooms",
            "",
            List.of(new Operation("rooms", "listRooms", "", "", "GET", "/rooms", List.of(), List.of())),
            List.of(),
            true);

    private static List<Finding> findings(String step) {
        return Routes.INSPECTOR
                .inspect(aRouteWith(step), List.of(ROOMS, Routes.NOTIFY))
                .findings();
    }

    @Test
    void whatOnlyReadsUndoesNothing() {
        assertThat(
                        findings(
                                "to: {uri: \"kamelet:rooms-listRooms\", parameters: {compensation: true}, variableReceive: noted}"))
                .extracting(Finding::problem)
                .contains("The call `rooms.listRooms` only reads, so it cannot undo anything.");
    }

    @Test
    void theMemoryIsNeverMadeLater() {
        assertThat(findings("to: {uri: \"kamelet:memory-get\", parameters: {async: true}, variableReceive: claim}"))
                .extracting(Finding::problem)
                .contains("The call `memory.get` is the runtime's own and cannot be made later.");
    }

    @Test
    void aFailureThatIsThrownAgainForgetsNothing() {
        var caught = """
                doTry:
                  steps:
                    - to: {uri: "kamelet:notify-sendMessage", parameters: {compensation: true}, variableReceive: noted}
                  doCatch:
                    - exception: [java.lang.Exception]
                      steps:
                        - %s
                """;
        assertThat(findings(caught.formatted(
                        "throwException: {exceptionType: java.lang.IllegalStateException, message: \"It failed.\"}")))
                .extracting(Finding::rule)
                .doesNotContain("compensation-forgotten");
        assertThat(findings(caught.formatted("setBody: {constant: \"sorry\"}")))
                .extracting(Finding::rule)
                .contains("compensation-forgotten");
    }
}
