package dev.routewright.cell;

import dev.routewright.route.Grant;
import dev.routewright.services.Pauses;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.DynamicRouterDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.KameletDefinition;
import org.apache.camel.model.PollDefinition;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.SetPropertyDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Stands around every step of a route: notes where a failure came up, and guards what leaves by file and topic. */
final class Steps implements InterceptStrategy {
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

    /** @param mayBeSet headers that steer Camel and that a route may set all the same */
    Steps(Grant grant, Set<String> mayBeSet, Pauses pauses) {
        this.grant = grant;
        this.mayBeSet = mayBeSet;
        this.pauses = pauses;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        if (isOfKamelet(definition)) return target;
        var guarded = target;
        if (definition instanceof ToDefinition to) {
            var uri = to.getEndpointUri();
            if (uri.startsWith("file:")) {
                EndpointGate.mayWrite(grant.foldersWritten(), "writing into folder ", EndpointGate.path(uri));
                guarded = new Sending(target, uri, to.getVariableSend(), pauses);
            } else if (uri.startsWith("kafka:")) {
                EndpointGate.mayWrite(grant.topicsWritten(), "sending to topic ", EndpointGate.path(uri));
                guarded = new Sending(target, uri, to.getVariableSend(), pauses);
            }
        }
        if (SENDS.contains(definition.getClass())) guarded = new Stripped(guarded);
        if (definition instanceof SetPropertyDefinition) guarded = new Unsteered(guarded);
        return new Step(guarded, definition.getId());
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

        Step(Processor target, String id) {
            super(target);
            this.id = id;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            return super.process(exchange, doneSync -> {
                var failure = exchange.getException();
                if (failure != null) {
                    var passage = Passage.of(exchange);
                    if (passage != null) passage.failedAt(failure, id);
                }
                callback.done(doneSync);
            });
        }
    }
}
