package dev.routewright.cell;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.management.mbean.ManagedRoute;

/**
 * A route with the one call that Hawtio's profile goes on by: without it every look of that page fails, and with it what
 * else the page looks at, such as whether a cell has come or gone. It cannot be suspended past {@code pause}.
 */
@ManagedResource(description = "A route of an integration that is live")
public final class ShownRoute extends ManagedRoute {
    ShownRoute(CamelContext context, Route route) {
        super(context, route);
    }

    @ManagedOperation(description = "Figures of the route and of its steps")
    public String dumpRouteStatsAsXml() throws Exception {
        return dumpRouteStatsAsXml(false, true);
    }
}
