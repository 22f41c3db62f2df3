package dev.routewright.cell;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.Processor;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * The steps behind a consumer. Camel's consumers stop them when they stop; what is under way, and groups that wait, go
 * on here until the cell stops.
 */
class GoingOn extends DelegateAsyncProcessor {
    GoingOn(Processor steps) {
        super(steps);
    }

    static AsyncProcessor behind(Processor steps) {
        return new GoingOn(AsyncProcessorConverterHelper.convert(steps));
    }

    @Override
    protected void doStop() {}

    @Override
    protected void doShutdown() {}
}
