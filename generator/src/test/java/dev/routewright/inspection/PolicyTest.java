package dev.routewright.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

    @Test
    void theHashDoesNotDependOnCommentsButOnWhatIsAllowed() throws IOException {
        String standard = text();

        assertThat(read(standard + "\n# a comment\n").hash())
                .isEqualTo(Policy.standard().hash())
                .hasSize(64);
        assertThat(read(standard.replace("maxDepth: 40", "maxDepth: 41")).hash())
                .isNotEqualTo(Policy.standard().hash());
    }

    @Test
    void anOperatorCanListAHost() throws IOException {
        String policy = text().replace("  hosts: {}", "  hosts: {partner.example: [https]}")
                .replace("  kamelet:\n    to: {}", "  kamelet:\n    to: {}\n  https:\n    to: {}");
        var inspector = new Inspector(read(policy));

        var inspection = inspector.inspect(Routes.aRouteWith("to: 'https://partner.example/orders'"), Routes.SERVICES);

        assertThat(inspection.findings()).isEmpty();
        assertThat(inspection.grant().hosts()).containsExactly("https://partner.example:443");
        for (String address : new String[] {
            "https://partner.example.evil.example/x",
            "https://PARTNER.example/x",
            "https://partner.example@evil.example/x",
            "https://evil.example%2f@partner.example/x",
            "https://partner.example:8443/x",
            "https://partner.example./x",
            "https://xn--partner-x.example/x",
            "https://pаrtner.example/x",
            "https://127.0.0.1/x",
            "https://2130706433/x",
            "https://[::1]/x",
            "https:http://partner.example/x",
            "https://partner.example/a/../b",
            "https://partner.example/a/%2e%2e/b",
        })
            assertThat(inspector
                            .inspect(Routes.aRouteWith("to: '" + address + "'"), Routes.SERVICES)
                            .accepted())
                    .as(address)
                    .isFalse();
    }

    @Test
    void aListedPlaceholderIsFilledInBeforeAnythingIsJudged() throws IOException {
        var inspector =
                new Inspector(read(text().replace("placeholders: {}", "placeholders: {folder: /etc, topic: paid}")));

        assertThat(inspector
                        .inspect(Routes.aRouteWith("to: 'kafka:orders.{{topic}}'"), Routes.SERVICES)
                        .grant()
                        .topicsWritten())
                .containsExactly("orders.paid");
        assertThat(inspector
                        .inspect(Routes.aRouteWith("to: 'file:{{folder}}'"), Routes.SERVICES)
                        .findings())
                .extracting("rule")
                .containsExactly("folder-not-allowed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name: routewright-standard|nam: x|`name` must be a text",
                "moneyEndpoints:|monyEndpoints:|The file holds the unknown key `monyEndpoints`",
                "[file-half-written]|[cycle]|`seenTo.cycle` is not a warning of docs/rules",
                "  stop: {}|  stopp: {}|`steps.stopp` is not a step of Camel's YAML DSL",
                "copy: boolean|coppy: boolean|`steps.wireTap.coppy` is not an attribute Camel knows there",
                "copy: boolean|copy: bool|`steps.wireTap` has a wrong value for `copy`: `bool` is not a kind of value",
                "ports: [443]|ports: [https]|`egress.ports` must be a list of port numbers",
                "maxDepth: 40|maxDepth: forty|`document.maxDepth` must be a number of at least 0",
                "  quartz:|  quarz:|`components.quarz` is not a component of the Camel catalog",
                "fixedRate: boolean|fixdRate: boolean|`components.timer.from.fixdRate` is not an option of the component",
                "  header: {predicates: false}|  groovy: {}|`languages.groovy` is a language that cannot be inspected",
                "part block}|part blok}|`steps.choice.otherwise` names the part `blok`, which is not under `parts`",
                "retries: number 0..10|retries: number ten|`kamelets.operation.retries` has a wrong value",
            })
    void aMistakeInTheFileIsNamedWithItsPlace(String right, String wrong, String sentence) {
        assertThatThrownBy(() -> read(text().replaceFirst(java.util.regex.Pattern.quote(right), wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[policy] " + sentence)
                .hasMessageEndingWith("The policy was not taken over. Correct it and start again.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hosts: {}|hosts: {'*': [https]}|`egress.hosts.*` is not a host name in small letters",
                "hosts: {}|hosts: {10.0.0.1: [https]}|`egress.hosts.10.0.0.1` is not a host name in small letters",
                "hosts: {}|hosts: {localhost: [http]}|`egress.hosts.localhost` is not a host name in small letters",
                "hosts: {}|hosts: {Partner.example: [https]}|`egress.hosts.Partner.example` is not a host name",
                "hosts: {}|hosts: {partner.example: [ftp]}|`egress.hosts.partner.example` must list `http`, `https` or both",
                "ports: [443]|ports: [70000]|`egress.ports` holds 70000, which is no port",
                "  quartz:|  exec:|`components.exec` has no bound that could be inspected",
                "fixedRate: boolean|exceptionHandler: name|`components.timer.from.exceptionHandler` names objects",
                "stop: {}|toD: {}|`steps.toD` runs code or sends messages where nobody can see before",
                "keepReplies|class:x|`references.aggregationStrategy` holds `#routewright.class:x`",
                "types: [|types: [java.io.File, |`types` holds `java.io.File`, which reads more than data",
                "prefix: /|prefix: in|`entries.prefix` must begin and end with `/`",
            })
    void anEntryThatWouldOpenTheCellIsRefused(String right, String wrong, String sentence) throws IOException {
        String opened = text().replaceFirst(
                        java.util.regex.Pattern.quote(right), java.util.regex.Matcher.quoteReplacement(wrong));

        assertThatThrownBy(() -> read(opened))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[policy] " + sentence);
    }

    @Test
    void whatWasProbablyNotMeantIsSaidAloud() throws IOException {
        assertThat(Policy.standard().warnings()).isEmpty();
        assertThat(read(text().replace("networks: []", "networks: [169.254.0.0/16, 10.1.2.0/24]")
                                .replace("  hosts: {}", "  hosts: {'*.example': [http]}"))
                        .warnings())
                .containsExactly(
                        "`egress.hosts` allows `*.example`, which is a whole top-level domain. List the hosts instead.",
                        "`egress.hosts` lets `*.example` be called by http, where anybody on the way can read along."
                                + " Prefer https.",
                        "`egress.networks` opens `169.254.0.0/16`, which holds this machine, its metadata service or a"
                                + " whole private range. List smaller networks.");
    }

    @Test
    void aFileThatIsNotYamlIsRefused() {
        assertThatThrownBy(() -> read("name: x\na: {"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "[policy] The file is not YAML at line 2, column 5. The policy was not taken over. Correct it and start again.");
    }

    private static Policy read(String yaml) throws IOException {
        return Policy.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text() throws IOException {
        try (InputStream in = Policy.class.getResourceAsStream("policy.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
