package dev.routewright.services;

import dev.routewright.route.Operation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What all calls of a service share, whichever cell makes them: the budget of its retries, its turns and its kept replies.
 * Lives as long as document and settings stay; instances may come and go.
 */
final class Common {
    private static final String OF_ALL = "";

    private final Mediation mediation;
    private final RetryBudget retries;
    private final Map<String, ReplyCache> replies = new ConcurrentHashMap<>();
    private final Map<String, Turns> turns = new ConcurrentHashMap<>();

    Common(Mediation mediation) {
        this.mediation = mediation;
        retries = new RetryBudget(mediation.retryBudget(), mediation.retryFloor());
    }

    RetryBudget retries() {
        return retries;
    }

    /** An operation with a limit of its own has turns of its own; the others share those of the service. */
    @Nullable
    Turns turns(Operation operation, Mediation own) {
        var limit = own.rateLimit();
        return limit.isEmpty()
                ? null
                : turns.computeIfAbsent(owner(operation, "rateLimit"), owner -> new Turns(limit.get()));
    }

    /** An operation with a cache of its own has room of its own; the others share that of the service. */
    ReplyCache replies(Operation operation, Mediation own) {
        return replies.computeIfAbsent(
                owner(operation, "cache"), owner -> new ReplyCache(own.cache().orElse(Caching.DEFAULT)));
    }

    private String owner(Operation operation, String group) {
        var own = mediation.operations().get(operation.id());
        return own != null && own.settings().has(group) ? operation.id() : OF_ALL;
    }
}
