package dev.routewright.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MediationExtensionTest {
    private static final String DOCUMENT = """
            openapi: 3.0.3
            info: {title: Scores, version: "1"}
            %s
            paths:
              /scores:
                post:
                  operationId: score
                  x-routewright-idempotent: %s
                  responses: {"200": {description: ok}}
            """;

    @Test
    void handsOnWhatADocumentSaysAboutCallsOfIt() {
        var service = OpenApiServices.read(
                "scores",
                DOCUMENT.formatted("x-routewright-mediation: {timeout: 2s, operations: {score: {retries: 1}}}", true));

        assertThat(service.mediation())
                .contains("{\"timeout\":\"2s\",\"operations\":{\"score\":{\"retries\":1,\"idempotent\":true}}}");
    }

    @Test
    void saysNothingWhereTheDocumentSaysNothing() {
        assertThat(OpenApiServices.read("scores", DOCUMENT.formatted("", false)).mediation())
                .isEmpty();
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThatThrownBy(
                        () -> OpenApiServices.read("scores", DOCUMENT.formatted("x-routewright-mediation: fast", true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Its x-routewright-mediation is no object.");
    }
}
