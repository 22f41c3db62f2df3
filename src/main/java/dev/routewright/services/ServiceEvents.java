package dev.routewright.services;

import dev.routewright.services.contract.Drift;
import dev.routewright.services.health.Condition;
import java.net.URI;

/** Hears what becomes of services without anybody asking for it. Told on threads of their own; each change once. */
public interface ServiceEvents {
    ServiceEvents NONE = new ServiceEvents() {};

    /** An instance went down, or came up again. */
    default void changed(String service, URI instance, Condition condition) {}

    /** Replies of an operation differ from its document, for the first time. */
    default void drifted(String service, String operation, Drift drift) {}
}
