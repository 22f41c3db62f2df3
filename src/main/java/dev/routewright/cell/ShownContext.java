package dev.routewright.cell;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.management.DefaultManagementObjectStrategy;
import org.apache.camel.management.mbean.ManagedCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.support.PluginHelper;

/** A cell with the routes of its version, and without those its Kamelets are made of: they have no figures of their own. */
@ManagedResource(description = "An integration that is live")
public final class ShownContext extends ManagedCamelContext {
    private final ModelCamelContext context;

    private ShownContext(ModelCamelContext context) {
        super(context);
        this.context = context;
    }

    @Override
    public String dumpRoutesAsXml(boolean resolvePlaceholders, boolean generatedIds, boolean sourceLocation)
            throws Exception {
        var routes = context.getRouteDefinitions().stream()
                .filter(route -> !Boolean.TRUE.equals(route.isKamelet()))
                .filter(route -> !Boolean.TRUE.equals(route.isTemplate()))
                .toList();
        var shown = new RoutesDefinition();
        shown.setRoutes(routes);
        return PluginHelper.getModelToXMLDumper(context)
                .dumpModelAsXml(context, shown, resolvePlaceholders, generatedIds, sourceLocation);
    }

    /** Has Camel make this one, and {@link ShownRoute}, where it would make its own. */
    static final class Strategy extends DefaultManagementObjectStrategy {
        @Override
        public Object getManagedObjectForCamelContext(CamelContext camel) {
            var shown = new ShownContext((ModelCamelContext) camel);
            shown.init(camel.getManagementStrategy());
            return shown;
        }

        @Override
        public Object getManagedObjectForRoute(CamelContext camel, Route route) {
            var shown = new ShownRoute(camel, route);
            shown.init(camel.getManagementStrategy());
            return shown;
        }
    }
}
