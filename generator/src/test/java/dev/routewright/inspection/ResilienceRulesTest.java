package dev.routewright.inspection;

import static dev.routewright.inspection.Routes.INSPECTOR;
import static dev.routewright.inspection.Routes.SERVICES;
import static dev.routewright.inspection.Routes.aRouteWith;
import static dev.routewright.route.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Finding;
import org.junit.jupiter.api.Test;

class ResilienceRulesTest {

    @Test
    void aFailureThatIsOnlyLoggedIsAWarningAndStillAccepted() {
        var inspection = INSPECTOR.inspect(aRouteWith("""
                        doTry:
                          steps: [{to: "kamelet:inventory-getStock"}]
                          doCatch:
                            - exception: [java.lang.Exception]
                              steps: [{log: {message: "failed"}}]
                        """), SERVICES);

        assertThat(inspection.accepted()).isTrue();
        assertThat(inspection.findings())
                .containsExactly(new Finding(
                        "error-swallowed",
                        WARNING,
                        10,
                        17,
                        "order",
                        "The failure is caught and neither answered, delivered nor thrown again.",
                        "Answer, deliver or rethrow inside the catch, so that the message is not lost."));
    }

    @Test
    void aCallWithoutAFailurePathIsFineBecauseTheRuntimeKeepsDeadLetters() {
        assertThat(INSPECTOR
                        .inspect(aRouteWith("to: 'kamelet:inventory-getStock'"), SERVICES)
                        .findings())
                .isEmpty();
    }
}
