package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Everything a behaviour may have to show. */
final class Judge {
    private static final List<Assertion> ASSERTIONS = List.of(
            new CallAssertion(),
            new OrderAssertion(),
            new OtherCallsAssertion(),
            new ReplyAssertion(),
            new FileAssertion(),
            new TopicAssertion(),
            new PaceAssertion(),
            new DelayAssertion(),
            new SpreadAssertion());

    private Judge() {}

    /** @param then with its placeholders filled in */
    static List<String> failures(JsonNode then, Scene scene) {
        return ASSERTIONS.stream()
                .flatMap(assertion -> assertion.failures(then, scene).stream())
                .toList();
    }
}
