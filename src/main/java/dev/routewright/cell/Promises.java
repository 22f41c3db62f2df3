package dev.routewright.cell;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.builder.NoErrorHandlerBuilder;
import org.apache.camel.model.AggregateDefinition;
import org.apache.camel.model.DelayDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.ThrottleDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.model.errorhandler.DeadLetterChannelDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.model.language.ConstantExpression;
import org.apache.camel.model.language.JqExpression;
import org.apache.camel.processor.aggregate.AggregateController;
import org.apache.camel.processor.aggregate.DefaultAggregateController;
import org.apache.camel.processor.aggregate.UseOriginalAggregationStrategy;

/**
 * Changes in Camel's model of a route what would break the promise that no message is lost silently: by itself Camel
 * only logs a tapped copy, a group, a part or a dead letter that failed.
 */
final class Promises {
    private static final Set<String> STARTED_LATER = Set.of("timer", "scheduler", "quartz", "cron", "file", "kafka");

    private static final int BEFORE_ALL_OTHERS = 100_000;

    private final Custody custody;
    private final Map<String, Object> objects;
    private final Budget budget;
    private final boolean stage;
    private final List<AggregateController> open;

    /** @param open filled with what can complete groups before their time */
    Promises(
            Custody custody,
            Map<String, Object> objects,
            Budget budget,
            boolean stage,
            List<AggregateController> open) {
        this.open = open;
        this.custody = custody;
        this.objects = objects;
        this.budget = budget;
        this.stage = stage;
    }

    static boolean isStartedLater(RouteDefinition route) {
        var uri = Templates.uri(route);
        return STARTED_LATER.contains(uri.substring(0, Math.max(0, uri.indexOf(':'))));
    }

    /** @param general what the file says about errors in all routes, or the cell's own handler */
    void applyTo(RouteDefinition route, ErrorHandlerFactory general) {
        if (isStartedLater(route)) route.setAutoStartup("false");
        // Camel counts from 1000 for everything without an order, such as the Kamelets of the cell.
        if (route.getStartupOrder() != null) route.setStartupOrder(route.getStartupOrder() - BEFORE_ALL_OTHERS);
        errorHandler(route, general);
        for (var tap : all(route, WireTapDefinition.class)) tap.onPrepare(Parting.ofTap(custody));
        for (var group : all(route, AggregateDefinition.class)) group(group);
        for (var split : all(route, SplitDefinition.class))
            if (split.getExpression() instanceof JqExpression) OneByOne.applyTo(split);
        for (var split : all(route, SplitDefinition.class))
            if (split.getAggregationStrategy() == null)
                split.setAggregationStrategy(new UseOriginalAggregationStrategy(null, true));
        // Camel would call the host alone and hand the rest over in headers that steer, which nothing may.
        for (var send : all(route, ToDynamicDefinition.class)) send.setAllowOptimisedComponents("false");
        for (var enrich : all(route, EnrichDefinition.class)) enrich.setAllowOptimisedComponents("false");
        if (stage) hurry(route);
    }

    /** On a stage nobody waits: not for a time to pass, and not for a turn. */
    private static void hurry(RouteDefinition route) {
        for (var delay : all(route, DelayDefinition.class)) delay.setExpression(new ConstantExpression("1"));
        for (var throttle : all(route, ThrottleDefinition.class))
            throttle.setExpression(new ConstantExpression("1000000"));
    }

    /** Camel's own handler only when the file says something about errors; all other failures are custody's. */
    private static void errorHandler(RouteDefinition route, ErrorHandlerFactory general) {
        // Camel gives routes the handler the context had before the file was read.
        if (route.getErrorHandlerFactory() instanceof NoErrorHandlerBuilder)
            route.setErrorHandlerFactory(general.cloneBuilder());
        boolean says = route.getOutputs().stream().anyMatch(OnExceptionDefinition.class::isInstance);
        if (says && route.getErrorHandlerFactory() instanceof NoErrorHandlerBuilder) {
            var quiet = new DefaultErrorHandlerDefinition();
            var policy = new RedeliveryPolicyDefinition();
            policy.setLogExhausted("false");
            quiet.setRedeliveryPolicy(policy);
            route.errorHandler(quiet);
        }
        if (route.getErrorHandlerFactory() instanceof DeadLetterChannelDefinition channel)
            keepsWhatIsNotDelivered(channel);
    }

    /** A message its dead letter endpoint does not take would be gone. */
    private static void keepsWhatIsNotDelivered(DeadLetterChannelDefinition channel) {
        channel.setDeadLetterHandleNewException("false");
    }

    private void group(AggregateDefinition group) {
        var name = String.valueOf(group.getAggregationStrategy()).replaceFirst("^#(bean:)?", "");
        if (!(objects.get(name) instanceof AggregationStrategy strategy))
            throw new OutsideGrant("an aggregate without one of the runtime's strategies");
        group.setAggregationStrategy((String) null);
        var groups = new Groups(budget);
        group.setAggregationStrategy(new Gathering(strategy, custody, groups));
        group.aggregationRepository(groups);
        group.setOptimisticLocking("false");
        // The sender of the last message would wait for the whole group.
        group.setParallelProcessing("true");
        var controller = new DefaultAggregateController();
        group.aggregateController(controller);
        open.add(controller);
    }

    private static <T> Collection<T> all(RouteDefinition route, Class<T> type) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), type);
    }
}
