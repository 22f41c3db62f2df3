package dev.routewright.route;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One way through a plan, to be rehearsed: what comes in, how the services answer, what has to happen.
 *
 * @param message the incoming JSON (JDK types), null when the trigger carries none
 * @param replies reply by operation key; an operation that is not named answers with its documented example
 * @param calls operation keys in the order they must be called; parallel ones may come in any order among themselves
 * @param status the HTTP status the caller must get, 0 when there is no caller
 */
public record Scenario(
        String name, @Nullable Object message, Map<String, Stubbed> replies, List<String> calls, int status) {
    public Scenario {
        replies = Map.copyOf(replies);
        calls = List.copyOf(calls);
    }

    /** How a stub answers. @param body JDK types */
    public record Stubbed(int status, @Nullable Object body) {}
}
