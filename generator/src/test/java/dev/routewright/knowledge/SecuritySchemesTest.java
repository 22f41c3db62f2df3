package dev.routewright.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Operation;
import dev.routewright.route.Service.Security;
import org.junit.jupiter.api.Test;

class SecuritySchemesTest {
    private static final String DOCUMENT = """
            openapi: 3.0.3
            info: {title: Library, version: "1"}
            paths:
              /books:
                get:
                  operationId: books
                  parameters:
                    - {name: x-reader-key, in: header, required: true, schema: {type: string}}
                    - {name: appid, in: query, required: true, schema: {type: string}}
                    - {name: page, in: query, schema: {type: integer}}
                  responses: {"200": {description: fine}}
            components:
              securitySchemes:
                key: {type: apiKey, in: header, name: X-Reader-Key}
                app: {type: apiKey, in: query, name: appid}
                cookie: {type: apiKey, in: cookie, name: session}
                broken: {type: apiKey, in: header, name: "X Evil\\r\\nHost"}
                bearer: {type: http, scheme: Bearer}
                basic: {type: http, scheme: basic}
                digest: {type: http, scheme: digest}
            """;

    @Test
    void areReadFromTheDocument() {
        assertThat(OpenApiServices.read("library", DOCUMENT).security())
                .containsExactly(
                        Security.header("X-Reader-Key"), Security.query("appid"), Security.BEARER, Security.BASIC);
    }

    @Test
    void makeNoInputsOfCredentials() {
        assertThat(OpenApiServices.read("library", DOCUMENT)
                        .operation("books")
                        .orElseThrow()
                        .inputs())
                .extracting(Operation.Input::name)
                .containsExactly("page");
    }
}
