package dev.routewright.inspection;

import static dev.routewright.inspection.Routes.findingsOnStep;
import static dev.routewright.inspection.Routes.rulesOnStep;
import static dev.routewright.route.Severity.ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {

    @Test
    void aHeaderThatSteersCamelIsRefused() {
        assertThat(findingsOnStep("setHeader: {id: name, name: CamelHttpPath, constant: x}"))
                .containsExactly(new Finding(
                        "header-not-allowed",
                        ERROR,
                        7,
                        39,
                        "name",
                        "The header `CamelHttpPath` steers Camel and is not on the policy's list.",
                        "Of these only `CamelFileName`, `CamelHttpResponseCode`, `kafka.KEY` may be set."));
    }

    @Test
    void aFileNameMadeOfDataMustEndInTheWordsThatMakeItSafe() {
        String safe =
                ".orderId | gsub(\\\"[^0-9A-Za-z_.\u4e00-\u9fff-]\\\"; \\\"_\\\") | sub(\\\"^[.]+\\\"; \\\"_\\\")";

        assertThat(findingsOnStep("setHeader: {name: CamelFileName, jq: \"" + safe + "\"}"))
                .isEmpty();
        assertThat(findingsOnStep("setHeader: {name: CamelFileName, constant: orders.json}"))
                .isEmpty();
        for (String unsafe : List.of(
                "jq: .orderId",
                "jq: \".orderId # " + safe + "\"",
                "jq: \"" + safe + " + \\\"/x\\\"\"",
                "constant: ../x",
                "header: name",
                "simple: '${body}'"))
            assertThat(findingsOnStep("setHeader: {name: CamelFileName, " + unsafe + "}"))
                    .as(unsafe)
                    .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CAMELHttpUri",
                "org.apache.camel.x",
                "kafka.OVERRIDE_TOPIC",
                "kafka.TOPIC",
                "Host",
                "authorization",
                "X-Partner-Token",
                "x ${header.y}",
                "${header.y}",
                "x y",
            })
    void noSpellingOfSuchAHeaderPasses(String name) {
        assertThat(rulesOnStep("setHeader: {name: '" + name + "', jq: .x}")).contains("header-not-allowed");
        assertThat(rulesOnStep("setHeaders: {headers: [{name: '" + name + "', jq: .x}]}"))
                .contains("header-not-allowed");
    }

    @Test
    void theAnswersStatusIsAConstantOrAnExpression() {
        assertThat(rulesOnStep("setHeader: {name: CamelHttpResponseCode, jq: 'if .known then 409 else 404 end'}"))
                .isEmpty();
        assertThat(rulesOnStep("setHeader: {name: CamelHttpResponseCode, variable: status}"))
                .isEmpty();
        assertThat(rulesOnStep("setHeader: {name: CamelHttpResponseCode, groovy: x}"))
                .contains("language-not-allowed");
        assertThat(rulesOnStep("setHeader: {name: CamelHttpResponseCode, constant: '100'}"))
                .containsExactly("limit-exceeded");
        assertThat(rulesOnStep("setHeader: {name: CamelHttpResponseCode, constant: '999'}"))
                .containsExactly("limit-exceeded");
    }

    @Test
    void aCredentialIsRefusedAndNotRepeated() {
        var findings = findingsOnStep("setVariable: {name: partnerPassword, constant: hunter22hunter22}");

        assertThat(findings)
                .containsExactly(new Finding(
                        "secret-in-text",
                        ERROR,
                        7,
                        58,
                        "order",
                        "A fixed text is put into `partnerPassword`, which sounds like a credential.",
                        "Remove it; credentials belong to the service's settings."));
        assertThat(rulesOnStep("log: {message: 'use password=hunter22hunter22 there'}"))
                .contains("secret-in-text");
        assertThat(rulesOnStep("log: {message: hi, description: 'Bearer abcdefghijklmnop'}"))
                .contains("secret-in-text");
    }
}
