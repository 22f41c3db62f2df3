package dev.routewright.cell;

import java.time.Duration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.debugger.BacklogTracer;
import org.apache.camel.management.JmxManagementStrategy;
import org.apache.camel.management.JmxManagementStrategyFactory;

/**
 * What of a cell appears in JMX, where Hawtio looks for it.
 *
 * @param discretion what a trace shows of messages
 */
public record Jmx(Level level, Discretion discretion) {
    public static final Jmx NONE = new Jmx(Level.NONE, Discretion.SILENT);

    public static final Jmx STANDARD = new Jmx(Level.STEPS, Discretion.SILENT);

    /** Events of steps a trace holds; older ones make room. */
    static final int TRACED = 100;

    /** Characters of a body that a trace holds; of a longer one it shows nothing. */
    static final int TRACED_BODY = 8 * 1024;

    /** How long a trace goes on while nobody looks at it. */
    static final Duration TRACED_FOR = Duration.ofMinutes(5);

    /** Each with all of those before it. */
    public enum Level {
        NONE,
        CONTEXT,
        ROUTES,
        STEPS;

        boolean reaches(Level other) {
            return compareTo(other) >= 0;
        }
    }

    /** @param name in MBean names: two versions stand side by side during a switch, and these must differ */
    void show(DefaultCamelContext context, String name) throws Exception {
        if (level == Level.NONE) {
            context.disableJMX();
            return;
        }
        context.getManagementNameStrategy().setNamePattern(name + "-#counter#");
        var factory = new JmxManagementStrategyFactory();
        var strategy = new JmxManagementStrategy(context, new ShownBeans(context, this));
        strategy.setManagementObjectStrategy(new ShownContext.Strategy());
        factory.setupManagement(context, strategy, factory.createLifecycle(context));
        if (level.reaches(Level.STEPS)) standBy(context);
    }

    /** A trace costs next to nothing until somebody starts it. */
    private static void standBy(DefaultCamelContext context) {
        context.setBacklogTracingStandby(true);
        var tracer = BacklogTracer.createTracer(context);
        tracer.setStandby(true);
        tracer.setBacklogSize(TRACED);
        tracer.setBodyMaxChars(TRACED_BODY);
        tracer.setBodyIncludeStreams(false);
        tracer.setBodyIncludeFiles(false);
        tracer.setIncludeExchangeProperties(false);
        tracer.setIncludeExchangeVariables(false);
        tracer.setIncludeException(false);
        context.getCamelContextExtension().addContextPlugin(BacklogTracer.class, tracer);
    }
}
