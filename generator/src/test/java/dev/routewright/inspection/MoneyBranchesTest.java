package dev.routewright.inspection;

import static dev.routewright.inspection.Fragile.onRequest;
import static dev.routewright.inspection.Fragile.onTopic;
import static dev.routewright.inspection.Fragile.route;
import static dev.routewright.inspection.Fragile.rules;
import static dev.routewright.inspection.Fragile.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MoneyBranchesTest {
    private static final String CHOICE = """
            - choice:
                when:
                  - {simple: "${header.country} == 'DE'", steps: [{to: 'https://pay.example/de'}]}
                  - {simple: "${header.country} == 'US'", steps: [{to: 'https://pay.example/us'}]}
            """;

    @Test
    void aMessageThatFitsNoBranchIsNotDropped() {
        assertThat(warnings(onTopic(CHOICE))).containsExactly("message-unmatched 6 order");
        assertThat(rules(onTopic(CHOICE + "    otherwise: {steps: [{log: other}]}\n")))
                .containsExactly("message-unmatched");
        assertThat(rules(onTopic(CHOICE + "    otherwise: {steps: [{to: 'kafka:orders.manual'}]}\n")))
                .isEmpty();
    }

    @Test
    void aRouteThatGoesOnBehindTheChoiceDropsNothing() {
        assertThat(rules(onTopic(CHOICE + "- to: kafka:orders.done\n"))).isEmpty();
        assertThat(rules(onRequest(CHOICE + "- setBody: {constant: thanks}\n"))).isEmpty();
        assertThat(rules(onTopic(CHOICE + "- log: done\n"))).containsExactly("message-unmatched");
        assertThat(rules(onTopic("[{to: 'direct:decide'}, {to: 'kafka:orders.done'}]")
                        + route("direct:decide", CHOICE).replace("id: order", "id: decide")))
                .isEmpty();
    }

    @Test
    void aSecondChoiceWithAHoleDoesNotMakeUpForTheFirst() {
        assertThat(rules(onTopic(CHOICE + CHOICE))).containsExactly("message-unmatched");
    }

    @Test
    void whatIsReadFromATopicAboutMoneyIsNotDropped() {
        String steps = "- choice: {when: [{simple: '${header.a}', steps: [{to: 'kafka:orders.a'}]}]}";

        assertThat(rules(route("kafka:orders.approved", steps))).containsExactly("message-unmatched");
        assertThat(rules(onTopic(steps))).isEmpty();
    }

    @Test
    void partsOfARouteAboutMoneyStopTogether() {
        for (String step : new String[] {
            "split: {jsonpath: '$.lines', STOP steps: [{to: 'https://pay.example/charges'}]}",
            "multicast: {STOP steps: [{to: 'https://pay.example/charges'}, {to: 'kafka:orders.crm'}]}",
            "recipientList: {STOP constant: 'direct:pay,kafka:orders.crm'}",
        }) {
            String file = onTopic("- " + step)
                    + route("direct:pay", "- to: https://pay.example/charges").replace("id: order", "id: pay");
            assertThat(rules(file.replace("STOP", ""))).as(step).containsExactly("parts-go-on");
            assertThat(rules(file.replace("STOP", "stopOnException: false,")))
                    .as(step)
                    .containsExactly("parts-go-on");
            assertThat(rules(file.replace("STOP", "stopOnException: true,")))
                    .as(step)
                    .isEmpty();
            assertThat(rules(file.replace("STOP", "").replace("pay.example", "shop.example")))
                    .as(step)
                    .isEmpty();
        }
    }

    /** Each calls the next one twice: two to the power of nineteen ways. */
    @Test
    void routesThatCallEachOtherManyTimesDoNotStallTheInspection() {
        var file = new StringBuilder();
        for (int i = 0; i < 19; i++)
            file.append(route("direct:r" + i, "[{to: 'direct:r%1$d'}, {to: 'direct:r%1$d'}]".formatted(i + 1))
                    .replace("id: order", "id: r" + i));
        file.append(route("direct:r19", "- to: https://pay.example/charges").replace("id: order", "id: last"));

        assertThat(rules(file.toString())).containsOnly("limit-exceeded");
    }

    /** Refused for its number of routes; to follow them all would take the stack with it. */
    @Test
    void hundredsOfRoutesInARowAreNotFollowed() {
        var file = new StringBuilder("- errorHandler: {deadLetterChannel: {deadLetterUri: 'direct:r0'}}\n");
        for (int i = 0; i < 800; i++)
            file.append("- route: {id: r%d, from: {uri: 'direct:r%d', steps: [{to: 'direct:r%d'}]}}\n"
                    .formatted(i, i, i + 1));

        assertThat(rules(file.toString())).contains("too-many");
    }
}
