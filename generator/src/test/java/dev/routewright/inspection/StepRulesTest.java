package dev.routewright.inspection;

import static dev.routewright.inspection.Routes.aRouteWith;
import static dev.routewright.inspection.Routes.findingsOn;
import static dev.routewright.inspection.Routes.findingsOnStep;
import static dev.routewright.inspection.Routes.rulesOnStep;
import static dev.routewright.route.Severity.ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepRulesTest {

    @Test
    void aMisspeltStepIsAnsweredWithTheNearest() {
        assertThat(findingsOnStep("setHeadr: {name: a, constant: b}"))
                .containsExactly(new Finding(
                        "step-not-allowed",
                        ERROR,
                        7,
                        11,
                        "order",
                        "The step `setHeadr` is not on the policy's list.",
                        "Did you mean `setHeader` or `setHeaders`?"));
    }

    @Test
    void aMisspeltKeyIsAnsweredWithTheNearest() {
        assertThat(findingsOnStep("log: {id: hello, message: hi, loggingLevl: INFO}"))
                .containsExactly(new Finding(
                        "key-unknown",
                        ERROR,
                        7,
                        41,
                        "hello",
                        "In `log` the key `loggingLevl` is not on the policy's list.",
                        "Did you mean `loggingLevel`?"));
    }

    @Test
    void aMissingExpressionSaysWhichLanguagesThereAre() {
        assertThat(findingsOnStep("setBody: {id: answer}"))
                .containsExactly(new Finding(
                        "expression-missing",
                        ERROR,
                        7,
                        11,
                        "answer",
                        "In `setBody` the expression is missing.",
                        "Write one expression, in one of the languages `constant`, `header`, `jq`, `jsonpath`,"
                                + " `simple`, `tokenize`, `variable`, `xpath`."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.camel.model.ToDefinition: {uri: 'exec:id'}",
                "script: {groovy: 'x'}",
                "bean: {beanType: java.lang.Runtime}",
                "process: {ref: x}",
                "toD: {uri: 'direct:a'}",
                "dynamicRouter: {header: x}",
                "poll: {uri: 'file:in'}",
                "threads: {poolSize: 1000}",
                "set-body: {constant: x}",
                "policy: {ref: x}",
            })
    void whatTheListLacksIsRefused(String step) {
        assertThat(rulesOnStep(step)).containsExactly("step-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "split: {jq: '.a', steps: [], executorService: x}",
                "split: {jq: '.a', steps: [], onPrepare: x}",
                "log: {message: x, logLanguage: groovy}",
                "log: {message: x, logger: '#bean:x'}",
                "throwException: {exceptionType: java.lang.IllegalStateException, message: x, ref: y}",
                "choice: {precondition: true, when: []}",
                "marshal: {json: {unmarshalType: java.lang.String}}",
                "marshal: {json: {note: x}}",
                "marshal: {avro: {}}",
                "setBody: {constant: {expression: a, resource: b}}",
            })
    void attributesOutsideTheListAreRefused(String step) {
        assertThat(rulesOnStep(step))
                .hasSize(1)
                .first()
                .asString()
                .matches("key-unknown|data-format-not-allowed|expression-missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setVariable: {name: failure, jq: .}",
                "setVariables: {variables: [{name: failure, jq: .}]}",
                "to: {uri: 'kamelet:inventory-getStock', variableReceive: failure}",
                "removeVariable: failure",
            })
    void theVariableThatSaysWhyACallFailedIsTheRuntimesOwn(String step) {
        assertThat(findingsOnStep(step)).hasSize(1).first().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("value-not-allowed");
            assertThat(finding.problem())
                    .endsWith(" the value `failure` is the variable in which the runtime says why a call failed.");
            assertThat(finding.remedy())
                    .isEqualTo("Use another name; read why a call failed by `variable(\"failure\").status` in jq.");
        });
    }

    @Test
    void anAnswerByTheStatusOfAFailedCallIsNoFinding() {
        assertThat(findingsOnStep("""
                doTry:
                  steps:
                    - to: {uri: "kamelet:inventory-getStock", variableReceive: stock}
                  doCatch:
                    - exception: [java.lang.Exception]
                      steps:
                        - choice:
                            when:
                              - jq: variable("failure").status == 404
                                steps:
                                  - setHeader: {name: CamelHttpResponseCode, constant: "404"}
                                  - setBody: {jq: '{error: variable("failure").body}'}
                            otherwise:
                              steps:
                                - setHeader: {name: CamelHttpResponseCode, constant: "503"}
                """)).isEmpty();
    }

    @Test
    void anIdThatCouldForgeALineOfALogIsNotRepeated() {
        assertThat(findingsOnStep("log: {id: \"x\\nINFO all is well\", message: hi}")
                        .toString())
                .doesNotContain("\n");
    }

    @Test
    void twoExpressionsAreOneTooMany() {
        assertThat(rulesOnStep("setBody: {constant: a, jq: .b}")).containsExactly("expression-missing");
        assertThat(rulesOnStep("setBody: {constant: a, expression: {jq: .b}}")).containsExactly("expression-missing");
    }

    @Test
    void aTextWhereStepsBelongIsAFindingAndNotAnError() {
        assertThat(rulesOnStep("filter: {jq: .a, steps: hello}")).containsExactly("shape");
        assertThat(rulesOnStep("choice: {when: {jq: .a}}")).containsExactly("shape");
        assertThat(rulesOnStep("doTry: hello")).containsExactly("shape");
    }

    @Test
    void placeholdersAreRefusedWhereverTheyStand() {
        assertThat(findingsOnStep("setBody: {constant: 'x {{env:HOME}} y'}"))
                .containsExactly(new Finding(
                        "placeholder-not-allowed",
                        ERROR,
                        7,
                        31,
                        null,
                        "The placeholder `env:HOME` is not on the policy's list.",
                        "Write the value itself, or ask an operator to list the placeholder in the policy."));
    }

    @Test
    void routesNeedAnIdOfTheirOwn() {
        assertThat(findingsOn(aRouteWith("stop: {}").replace("id: order", "id: routewright-audit")))
                .containsExactly(new Finding(
                        "id-not-allowed",
                        ERROR,
                        2,
                        9,
                        "routewright-audit",
                        "In `id` the value `routewright-audit` is reserved for the runtime.",
                        "Use another id."));
        assertThat(findingsOn(aRouteWith("stop: {id: order}")))
                .containsExactly(new Finding(
                        "id-duplicate",
                        ERROR,
                        7,
                        22,
                        "order",
                        "The id `order` stands twice.",
                        "Give each route and step its own id."));
    }
}
