package dev.routewright.cell;

import dev.routewright.route.Grant;
import dev.routewright.services.Pauses;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ResequenceDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Stands around every step of a route: notes where a failure came up, looks after what leaves by file and topic, and
 * after what goes on by itself.
 */
final class Steps implements InterceptStrategy {
    private final Grant grant;
    private final Pauses pauses;
    private final Custody custody;

    Steps(Grant grant, Pauses pauses, Custody custody) {
        this.grant = grant;
        this.pauses = pauses;
        this.custody = custody;
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
            } else if (uri.startsWith("seda:")) {
                guarded = new Parting(target, custody, !uri.contains("waitForTaskToComplete=Never"));
            }
        } else if (definition instanceof ResequenceDefinition) {
            guarded = new Parting(target, custody, false);
        }
        boolean afterwards = definition.getParent() instanceof OnCompletionDefinition;
        return new Step(guarded, definition.getId(), custody, afterwards);
    }

    private static boolean isOfKamelet(NamedNode definition) {
        var node = definition;
        while (node instanceof ProcessorDefinition<?> inner && inner.getParent() != null) node = inner.getParent();
        return node instanceof RouteDefinition route && Boolean.TRUE.equals(route.isKamelet());
    }

    private static final class Step extends DelegateAsyncProcessor {
        private final String id;
        private final Custody custody;
        private final boolean afterwards;

        /** @param afterwards whether the message has ended before and nobody else hears of a failure */
        Step(Processor target, String id, Custody custody, boolean afterwards) {
            super(target);
            this.id = id;
            this.custody = custody;
            this.afterwards = afterwards;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            custody.goesOn(exchange);
            return super.process(exchange, doneSync -> {
                var failure = exchange.getException();
                if (failure != null) {
                    var passage = Passage.of(exchange);
                    if (passage != null) passage.failedAt(failure, id);
                    if (passage != null && afterwards) custody.endedAfterwards(passage, exchange);
                }
                callback.done(doneSync);
            });
        }
    }
}
