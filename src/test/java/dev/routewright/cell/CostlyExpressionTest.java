package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that no inspection has seen and that would use up the machine: the message fails, the cell goes on. */
class CostlyExpressionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setBody: {jq: '\"x\" * 1000000000'}",
                "setBody: {jq: 'def f: f; f'}",
                "setBody: {jq: '[limit(1000000000; def f: 1, f; f)]'}",
                "setBody: {jq: '.id | test(\"(a+)+$\")'}",
                "loop: {constant: 60, steps: [{setBody: {simple: '${body}${body}'}}]}",
                "loop: {constant: 60, steps: [{setBody: {jq: '[., .]'}}]}",
            })
    void failsTheMessageAndNothingElse(String step, @TempDir Path files) throws Exception {
        try (var runtime = new Runtime(files)) {
            runtime.cells.switchTo(Runtime.version("x", 1, """
                    - route:
                        id: x
                        from:
                          uri: platform-http:/x
                          parameters: {httpMethodRestrict: POST}
                          steps:
                            - choice:
                                when:
                                  - jq: '.id == "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"'
                                    steps:
                                      - %s
                    """.formatted(step), Runtime.httpGrant("POST", "/x")));

            assertThat(runtime.post("/x", "{\"id\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"}")
                            .statusCode())
                    .isIn(400, 500, 502);
            assertThat(runtime.post("/x", "{\"id\": \"b\"}").statusCode()).isEqualTo(200);
        }
    }
}
