package dev.routewright.cell;

import dev.routewright.route.Grant;
import dev.routewright.services.Pauses;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Stands around every step of a route: notes where a failure came up, and guards what leaves by file and topic. */
final class Steps implements InterceptStrategy {
    private final Grant grant;
    private final Pauses pauses;

    Steps(Grant grant, Pauses pauses) {
        this.grant = grant;
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
        return new Step(guarded, definition.getId());
    }

    private static boolean isOfKamelet(NamedNode definition) {
        var node = definition;
        while (node instanceof ProcessorDefinition<?> inner && inner.getParent() != null) node = inner.getParent();
        return node instanceof RouteDefinition route && Boolean.TRUE.equals(route.isKamelet());
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
