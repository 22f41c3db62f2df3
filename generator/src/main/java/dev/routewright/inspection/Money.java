package dev.routewright.inspection;

import dev.routewright.route.Operation;
import dev.routewright.route.Service;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Which endpoints move money: those the policy names, less the operations that only look. */
final class Money {
    private final List<String> patterns;
    private final List<Service> services;
    /** Asked on every way; an endpoint is the one at its place. */
    private final Map<Endpoint, Boolean> known = new IdentityHashMap<>();

    Money(Policy.Content policy, List<Service> services) {
        this.patterns = policy.moneyEndpoints();
        this.services = services;
    }

    boolean isMovedBy(Endpoint endpoint) {
        return known.computeIfAbsent(endpoint, this::moves);
    }

    private boolean moves(Endpoint endpoint) {
        String address = address(endpoint);
        boolean named = Names.matchesAny(patterns, address) || Names.matchesAny(patterns, address + "/");
        return named
                && !KameletRules.operation(endpoint, services)
                        .map(Operation::isSafe)
                        .orElse(false);
    }

    boolean isMovedBy(Visit visit) {
        return visit.calls().anyMatch(this::isMovedBy);
    }

    /** The step pays, or the message was read where it says what is to be paid. */
    boolean isTouchedBy(Visit visit) {
        return isMovedBy(visit) || visit.entry().anyMatch(this::isMovedBy);
    }

    /** As findings show it: without options, and without a port that would hide it from a pattern. */
    static String address(Endpoint endpoint) {
        return EgressRules.isHttp(endpoint)
                ? endpoint.scheme() + "://" + endpoint.path().replaceFirst("^([^/]*):\\d+", "$1")
                : endpoint.address();
    }
}
