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
import org.junit.jupiter.params.provider.CsvSource;

class EndpointRulesTest {

    @Test
    void aForeignComponentIsAnsweredWithTheWayToServices() {
        assertThat(findingsOnStep("to: 'http://partner.example/orders'"))
                .contains(new Finding(
                        "component-not-allowed",
                        ERROR,
                        7,
                        15,
                        "order",
                        "The component `http` is not on the policy's list.",
                        "Call a registered service by `kamelet:<service>-<operation>`, or use an allowed component."));
    }

    @Test
    void aMisspeltOperationIsAnsweredWithTheNearest() {
        assertThat(findingsOnStep("to: {id: check, uri: 'kamelet:inventory-getStok'}"))
                .containsExactly(new Finding(
                        "service-unknown",
                        ERROR,
                        7,
                        32,
                        "check",
                        "The Kamelet `inventory-getStok` is not an operation of a registered service.",
                        "Did you mean `inventory-getStock`?"));
    }

    @Test
    void aKameletTakesOnlyNumbersAboutTimeAndRepetition() {
        assertThat(findingsOnStep("to: {uri: 'kamelet:inventory-getStock', parameters: {retries: 99}}"))
                .containsExactly(new Finding(
                        "limit-exceeded",
                        ERROR,
                        7,
                        73,
                        "order",
                        "In `retries` the value `99` is outside the limits of the policy.",
                        "Use a number of 0 to 10."));
        assertThat(findingsOnStep("to: {uri: 'kamelet:inventory-getStock', parameters: {sku: A}}"))
                .containsExactly(new Finding(
                        "option-not-allowed",
                        ERROR,
                        7,
                        69,
                        "order",
                        "The Kamelet `inventory-getStock` takes no parameter `sku`.",
                        "Use one of `async`, `backoff`, `balancing`, `cacheFor`, `callTimeout`, `compensation`, `retries`,"
                                + " `retryDelay`, `staleFor`, `totalTimeout`; inputs of an operation are sent as JSON by"
                                + " `variableSend`."));
    }

    @Test
    void aMisspeltOptionIsAnsweredWithTheNearest() {
        assertThat(findingsOnStep("to: {uri: 'file:out', parameters: {filename: a.txt}}"))
                .containsExactly(new Finding(
                        "option-not-allowed",
                        ERROR,
                        7,
                        56,
                        "order",
                        "The option `filename` of `file` is not on the policy's list for sending.",
                        "Did you mean `fileName`?"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "exec:id|component-not-allowed",
                "EXEC:id|endpoint-syntax",
                "` exec:id`|endpoint-syntax",
                "nothing:x|component-not-allowed",
                "service:inventory/getStock|component-not-allowed",
                "file:/etc|folder-not-allowed",
                "file:///etc|folder-not-allowed",
                "file:out/../../etc|folder-not-allowed",
                "file:out%2f..|endpoint-syntax",
                "file:out\\..|endpoint-syntax",
                "file:.ssh|folder-not-allowed",
                "file:out?fileName=../a|folder-not-allowed",
                "file:out?fileName=${header.name}|function-not-allowed",
                "file:out?file-name=.bashrc/../x|folder-not-allowed",
                "file:out?%70roxyHost=x|endpoint-syntax",
                "file:out?fileExist=Move|value-not-allowed",
                "file:out?fileExist=RAW(Fail)|endpoint-syntax",
                "file:out??fileExist=Fail|endpoint-syntax",
                "file:out?fileName=a&fileName=b|endpoint-syntax",
                "file:out?moveExistingFileStrategy=#bean:x|reference-not-allowed",
                "file:${header.dir}|endpoint-dynamic",
                "file|endpoint-syntax",
                "kafka:a,b|topic-not-allowed",
                "kafka:__consumer_offsets|topic-not-allowed",
                "kafka:orders?brokers=evil:9092|option-not-allowed",
                "kafka:orders?additionalProperties.x=y|option-unknown",
                "kamelet:http-sink|service-unknown",
                "kamelet:inventory-getStock/route|service-unknown",
                "kamelet:inventory-getStock?location=file:x|option-not-allowed",
                "timer:x|component-not-allowed",
                "platform-http:/x|component-not-allowed",
            })
    void everyOtherSpellingIsRefused(String uri, String rule) {
        assertThat(rulesOnStep("to: {uri: '" + uri + "'}")).contains(rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "platform-http:/api/integrations|entry-not-allowed",
                "platform-http:/API|entry-not-allowed",
                "platform-http:/actuator/env|entry-not-allowed",
                "platform-http:/|entry-not-allowed",
                "platform-http:/orders/*|entry-not-allowed",
                "platform-http:/orders/../api|entry-not-allowed",
                "platform-http:orders|entry-not-allowed",
                "timer:x?period=10|limit-exceeded",
                "timer:x?period=0|limit-exceeded",
                "quartz:x?cron=0/5+*+*+*+*+?|schedule-not-allowed",
                "quartz:x?cron=hello|schedule-not-allowed",
                "quartz:x|value-missing",
                "quartz:x?cron=0+0+8+*+*+?|ok",
                "file:in?delay=1|limit-exceeded",
                "file:in?delete=true|option-not-allowed",
                "kafka:orders?maxPollRecords=100000|limit-exceeded",
                "kamelet:inventory-getStock|component-not-allowed",
                "direct:routewright-x|id-not-allowed",
            })
    void entriesAreHeldToTheirLimits(String uri, String rule) {
        var findings = findingsOn("""
                - route:
                    id: order
                    from:
                      uri: "%s"
                      steps: [{stop: {}}]
                """.formatted(uri));

        if (rule.equals("ok")) assertThat(findings).isEmpty();
        else assertThat(findings).extracting(Finding::rule).contains(rule);
    }

    @Test
    void twoRoutesCannotShareADoor() {
        String twice = aRouteWith("stop: {}") + aRouteWith("stop: {}").replace("id: order", "id: other");

        assertThat(findingsOn(twice))
                .containsExactly(new Finding(
                        "entry-duplicate",
                        ERROR,
                        11,
                        12,
                        "other",
                        "Two routes listen at `platform-http:/orders`.",
                        "Give each route its own entry."));
    }

    @Test
    void aCircleOfEndpointsIsRefused() {
        String circle = """
                - route: {id: a1, from: {uri: "direct:a", steps: [{to: "direct:b"}]}}
                - route: {id: b1, from: {uri: "direct:b", steps: [{to: "direct:a"}]}}
                """;

        assertThat(findingsOn(circle))
                .containsExactly(
                        new Finding(
                                "cycle",
                                ERROR,
                                1,
                                31,
                                "a1",
                                "A message sent to `direct:a` comes back to it.",
                                "Break the circle of endpoints."),
                        new Finding(
                                "cycle",
                                ERROR,
                                2,
                                31,
                                "b1",
                                "A message sent to `direct:b` comes back to it.",
                                "Break the circle of endpoints."));
    }

    @Test
    void aFindingDoesNotRepeatAPassword() {
        assertThat(findingsOnStep("to: 'http://svc:Winter2026@host.example/x?authPassword=Winter2026'")
                        .toString())
                .doesNotContain("Winter2026");
    }
}
