package dev.routewright.cell;

import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.ManagementMBeansLevel;
import org.apache.camel.management.DefaultManagementAgent;
import org.apache.camel.management.mbean.ManagedBacklogTracer;
import org.apache.camel.management.mbean.ManagedCamelContext;
import org.apache.camel.management.mbean.ManagedProcessor;
import org.apache.camel.management.mbean.ManagedRoute;

/**
 * Of all the MBeans Camel makes of a context, those a diagram with its figures and a trace are drawn from. The rest
 * (endpoints, components, pools, converters) would be two thirds of them, and nobody looks.
 */
final class ShownBeans extends DefaultManagementAgent {
    private final Jmx jmx;

    ShownBeans(CamelContext context, Jmx jmx) {
        super(context);
        this.jmx = jmx;
        setMBeansLevel(
                switch (jmx.level()) {
                    case NONE, CONTEXT -> ManagementMBeansLevel.ContextOnly;
                    case ROUTES -> ManagementMBeansLevel.RoutesOnly;
                    case STEPS -> ManagementMBeansLevel.Default;
                });
        setLoadStatisticsEnabled(false);
        setUpdateRouteEnabled(false);
    }

    @Override
    public void register(Object object, ObjectName name, boolean force) throws JMException {
        if (object instanceof ManagedBacklogTracer tracer)
            super.register(
                    new ShownTrace(tracer.getContext(), tracer.getBacklogTracer(), jmx.discretion(), Jmx.TRACED_FOR),
                    name,
                    force);
        else if (isShown(object)) super.register(object, name, force);
    }

    private static boolean isShown(Object object) {
        return object instanceof ManagedCamelContext
                || object instanceof ManagedRoute
                || object instanceof ManagedProcessor;
    }
}
