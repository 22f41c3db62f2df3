package dev.routewright.web.security;

import dev.routewright.jmx.Management;
import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked over Jolokia: a list, and nothing beside it. What looks at a cell is on it, what would change one
 * past inspection (sending to an endpoint, stopping or replacing a route, a breakpoint that holds a message) is not;
 * nor is any MBean of the Java virtual machine. Those of Routewright go the way of every other door.
 */
final class JolokiaPolicy implements Restrictor {
    private static final Set<RequestType> TYPES =
            Set.of(RequestType.READ, RequestType.EXEC, RequestType.LIST, RequestType.SEARCH, RequestType.VERSION);

    /** By the type of the MBean, the operations that may be called on it. */
    private static final Map<String, Set<String>> CAMEL = Map.of(
            "context", Set.of("dumpRoutesAsXml", "dumpRoutesStatsAsXml"),
            "routes", Set.of("dumpRouteAsXml", "dumpRouteStatsAsXml", "isUpdateRouteEnabled"),
            "processors", Set.of(),
            "tracer",
                    Set.of(
                            "setEnabled",
                            "dumpAllTracedMessagesAsXml",
                            "dumpTracedMessagesAsXml",
                            "dumpLatestMessageHistoryAsXml"));

    private static final Map<String, Set<String>> OURS = Map.of(
            "Runtime", Set.of("submit", "list", "findings"),
            "Integration",
                    Set.of(
                            "approve",
                            "reject",
                            "pause",
                            "resume",
                            "rollback",
                            "findings",
                            "evidence",
                            "plan",
                            "description",
                            "route"));

    private static final Map<String, Map<String, Set<String>>> DOMAINS =
            Map.of("org.apache.camel", CAMEL, Management.DOMAIN, OURS, "hawtio", Map.of("TreeWatcher", Set.of()));

    /** Null for an MBean nobody may see. */
    private static @Nullable Set<String> operations(ObjectName name) {
        var type = name.getKeyProperty("type");
        return type == null
                ? null
                : DOMAINS.getOrDefault(name.getDomain(), Map.of()).get(type);
    }

    @Override
    public boolean isHttpMethodAllowed(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.POST;
    }

    @Override
    public boolean isTypeAllowed(RequestType type) {
        return TYPES.contains(type);
    }

    @Override
    public boolean isAttributeReadAllowed(ObjectName name, @Nullable String attribute) {
        return operations(name) != null;
    }

    @Override
    public boolean isAttributeWriteAllowed(ObjectName name, String attribute) {
        return false;
    }

    /**
     * Of one MBean that is named: one call is one decision, and no pattern approves everything there is.
     *
     * @param operation with or without the types of its parameters
     */
    @Override
    public boolean isOperationAllowed(ObjectName name, String operation) {
        if (name.isPattern()) return false;
        var allowed = operations(name);
        int types = operation.indexOf('(');
        return allowed != null && allowed.contains(types < 0 ? operation : operation.substring(0, types));
    }

    @Override
    public boolean isObjectNameHidden(ObjectName name) {
        return operations(name) == null;
    }

    /** Where the control plane listens is a setting of its own. */
    @Override
    public boolean isRemoteAccessAllowed(String... hosts) {
        return true;
    }

    /** Pages of others were refused before; what is asked here otherwise is whether they may read the answer. */
    @Override
    public boolean isOriginAllowed(String origin, boolean strict) {
        return strict;
    }
}
