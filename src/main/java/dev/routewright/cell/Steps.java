package dev.routewright.cell;

import dev.routewright.cell.MessageListener.HeardStep;
import dev.routewright.route.Grant;
import dev.routewright.services.Pauses;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.AggregateDefinition;
import org.apache.camel.model.DynamicRouterDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.KameletDefinition;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.PollDefinition;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.ResequenceDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.SetPropertyDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Stands around every step of a route: notes where a failure came up, looks after what leaves by file and topic, and
 * after what goes on by itself.
 */
final class Steps implements InterceptStrategy {
    /** Steps that add headers, variables or properties, and calls that can. */
    private static final Set<String> ADD_BESIDE = Set.of(
            "setHeader",
            "setHeaders",
            "setVariable",
            "setVariables",
            "setProperty",
            "to",
            "toD",
            "enrich",
            "pollEnrich",
            "poll",
            "marshal",
            "unmarshal",
            "convertVariable",
            "convertHeader",
            "process",
            "bean");

    /** Everything by which a message goes somewhere, or somebody else's comes here. */
    private static final Set<Class<?>> SENDS = Set.of(
            ToDefinition.class,
            ToDynamicDefinition.class,
            WireTapDefinition.class,
            EnrichDefinition.class,
            PollEnrichDefinition.class,
            PollDefinition.class,
            KameletDefinition.class,
            RecipientListDefinition.class,
            RoutingSlipDefinition.class,
            DynamicRouterDefinition.class);

    private final Grant grant;
    private final Set<String> mayBeSet;
    private final Pauses pauses;
    private final Custody custody;
    private final MessageListener.Heard heard;

    /** @param mayBeSet headers that steer Camel and that a route may set all the same */
    Steps(Grant grant, Set<String> mayBeSet, Pauses pauses, Custody custody, MessageListener.Heard heard) {
        this.heard = heard;
        this.grant = grant;
        this.mayBeSet = mayBeSet;
        this.pauses = pauses;
        this.custody = custody;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        if (isOfKamelet(definition)) return target;
        var guarded = target;
        if (definition instanceof ToDefinition to) {
            var uri = context.resolvePropertyPlaceholders(to.getEndpointUri());
            if (uri.startsWith("file:")) {
                EndpointGate.mayWrite(grant.foldersWritten(), "writing into folder ", EndpointGate.path(uri));
                guarded = new Sending(target, uri, to.getVariableSend(), pauses);
            } else if (uri.startsWith("kafka:")) {
                EndpointGate.mayWrite(grant.topicsWritten(), "sending to topic ", EndpointGate.path(uri));
                guarded = new Sending(target, uri, to.getVariableSend(), pauses);
            } else if (uri.startsWith("seda:")) {
                guarded = new Parting(target, custody, !uri.contains("waitForTaskToComplete=Never"));
            }
        } else if (definition instanceof ResequenceDefinition) {
            guarded = new Parting(target, custody, false);
        } else if (definition instanceof AggregateDefinition) {
            guarded = new Joining(target, custody);
        }
        if (SENDS.contains(definition.getClass())) guarded = new Stripped(guarded);
        if (definition instanceof SetPropertyDefinition) guarded = new Unsteered(guarded);
        boolean afterwards = definition.getParent() instanceof OnCompletionDefinition;
        var id = definition.getId();
        boolean addsBeside = ADD_BESIDE.contains(definition.getShortName());
        return new Step(guarded, id, custody, afterwards, addsBeside, heard.step(id, leaves(definition)));
    }

    /** A part of the route that is called like a service is none. */
    private static boolean leaves(NamedNode definition) {
        return SENDS.contains(definition.getClass())
                && !(definition instanceof ToDefinition to
                        && String.valueOf(to.getEndpointUri()).startsWith("direct:"));
    }

    private static boolean isOfKamelet(NamedNode definition) {
        var node = definition;
        while (node instanceof ProcessorDefinition<?> inner && inner.getParent() != null) node = inner.getParent();
        return node instanceof RouteDefinition route && Boolean.TRUE.equals(route.isKamelet());
    }

    /** Nothing steers what is sent to, and nothing that came back steers what follows. */
    private final class Stripped extends DelegateAsyncProcessor {
        Stripped(Processor target) {
            super(target);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Headers.strip(exchange.getMessage(), mayBeSet);
            return super.process(exchange, doneSync -> {
                Headers.strip(exchange.getMessage(), mayBeSet);
                callback.done(doneSync);
            });
        }
    }

    /** Camel and this runtime keep their own notes on an exchange as properties; a route must not write them. */
    private static final class Unsteered extends DelegateAsyncProcessor {
        Unsteered(Processor target) {
            super(target);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            var before = exchange.getAllProperties();
            return super.process(exchange, doneSync -> {
                exchange.getAllProperties().forEach((name, value) -> {
                    if (!Headers.steers(name) || before.get(name) == value) return;
                    if (before.get(name) == null) exchange.removeProperty(name);
                    else exchange.setProperty(name, before.get(name));
                    exchange.setException(new OutsideGrant("setting the property " + name));
                });
                callback.done(doneSync);
            });
        }
    }

    private static final class Step extends DelegateAsyncProcessor {
        private final String id;
        private final Custody custody;
        private final boolean afterwards;
        private final boolean addsBeside;
        private final HeardStep heard;

        /**
         * @param afterwards whether the message has ended before and nobody else hears of a failure
         * @param addsBeside whether the step can add to what a message holds beside its body
         */
        Step(Processor target, String id, Custody custody, boolean afterwards, boolean addsBeside, HeardStep heard) {
            super(target);
            this.heard = heard;
            this.id = id;
            this.custody = custody;
            this.afterwards = afterwards;
            this.addsBeside = addsBeside;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            custody.goesOn(exchange);
            var ticket = Ticket.of(exchange);
            if (ticket == null) return super.process(exchange, callback);
            var passage = ticket.passage();
            int depth = ticket.depth() + 1;
            ticket.depth(depth);
            var over = passage.meter().step(depth);
            if (over != null) passage.breaches(over, id);
            if (isOver(passage, exchange)) {
                ticket.depth(depth - 1);
                callback.done(true);
                return true;
            }
            var place = Place.here();
            var before = place.passage();
            var beforeAt = place.step();
            place.at(passage, id);
            var end = new End(exchange, passage, depth, callback);
            try {
                return super.process(exchange, end);
            } catch (RuntimeException | StackOverflowError thrown) {
                // Camel would wait for ever for a step that throws instead of telling.
                if (end.told) throw thrown;
                exchange.setException(thrown);
                end.done(true);
                return true;
            } finally {
                place.at(before, beforeAt);
            }
        }

        private final class End implements AsyncCallback {
            private final Exchange exchange;
            private final Passage passage;
            private final int depth;
            private final AsyncCallback callback;
            private final long begun = heard.isTimed() ? System.nanoTime() : 0;
            private volatile boolean told;

            End(Exchange exchange, Passage passage, int depth, AsyncCallback callback) {
                this.exchange = exchange;
                this.passage = passage;
                this.depth = depth;
                this.callback = callback;
            }

            @Override
            public void done(boolean doneSync) {
                told = true;
                heard.passed(exchange.getException() != null, begun == 0 ? 0 : System.nanoTime() - begun);
                ended(exchange, passage, depth);
                callback.done(doneSync);
            }
        }

        private void ended(Exchange exchange, Passage passage, int depth) {
            var ticket = Ticket.of(exchange);
            if (ticket != null) {
                ticket.depth(depth - 1);
                var over = passage.meter().made(exchange, ticket, addsBeside);
                if (over != null) passage.breaches(over, id);
            }
            var failure = exchange.getException();
            if (failure != null) {
                passage.failedAt(failure, id);
                FailureNote.leave(exchange, failure);
                var outside = Reasons.outsideGrant(failure);
                if (outside != null) passage.breaches(outside, id);
                if (afterwards) custody.endedAfterwards(passage, exchange);
            }
            isOver(passage, exchange);
        }

        /** Whatever the route caught or handled: a message that did what none may fails, and no step touches it again. */
        private static boolean isOver(Passage passage, Exchange exchange) {
            var breach = passage.breach();
            if (breach == null) return false;
            exchange.setException(breach.cause());
            exchange.getExchangeExtension().setRedeliveryExhausted(true);
            return true;
        }
    }
}
