package dev.routewright.cell;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.impl.debugger.BacklogTracer;
import org.apache.camel.management.mbean.ManagedBacklogTracer;
import org.apache.camel.spi.BacklogTracerEventMessage;

/**
 * A cell's trace as people see it, which nobody can make larger, or have evaluate anything.
 */
@ManagedResource(description = "Steps of messages, while somebody traces them")
public final class ShownTrace extends ManagedBacklogTracer {
    private final CamelContext context;
    private final BacklogTracer tracer;
    private final TraceText text;

    ShownTrace(CamelContext context, BacklogTracer tracer, Discretion discretion) {
        super(context, tracer);
        this.context = context;
        this.tracer = tracer;
        this.text = new TraceText(discretion);
    }

    /** The history of the latest message is kept by the same means, and as long. */
    @Override
    public void setEnabled(boolean enabled) {
        context.setMessageHistory(enabled);
        tracer.setEnabled(enabled);
        if (!enabled) tracer.clear();
    }

    @Override
    public String dumpAllTracedMessagesAsXml() {
        return text.shown(tracer.dumpAllTracedMessagesAsXml());
    }

    @Override
    public String dumpTracedMessagesAsXml(String nodeOrRouteId) {
        return text.shown(tracer.dumpTracedMessagesAsXml(nodeOrRouteId));
    }

    @Override
    public String dumpLatestMessageHistoryAsXml() {
        return text.shown(tracer.dumpLatestMessageHistoryAsXml());
    }

    @Override
    public List<BacklogTracerEventMessage> dumpTracedMessages(String nodeOrRouteId) {
        throw onlyAsXml();
    }

    @Override
    public List<BacklogTracerEventMessage> dumpAllTracedMessages() {
        throw onlyAsXml();
    }

    @Override
    public List<BacklogTracerEventMessage> dumpLatestMessageHistory() {
        throw onlyAsXml();
    }

    @Override
    public String dumpTracedMessagesAsJSon(String nodeOrRouteId) {
        throw onlyAsXml();
    }

    @Override
    public String dumpAllTracedMessagesAsJSon() {
        throw onlyAsXml();
    }

    @Override
    public String dumpLatestMessageHistoryAsJSon() {
        throw onlyAsXml();
    }

    @Override
    public void setBacklogSize(int size) {
        throw fixed();
    }

    @Override
    public void setBodyMaxChars(int most) {
        throw fixed();
    }

    @Override
    public void setBodyIncludeStreams(boolean include) {
        throw fixed();
    }

    @Override
    public void setBodyIncludeFiles(boolean include) {
        throw fixed();
    }

    @Override
    public void setIncludeExchangeProperties(boolean include) {
        throw fixed();
    }

    @Override
    public void setIncludeExchangeVariables(boolean include) {
        throw fixed();
    }

    @Override
    public void setTracePattern(String pattern) {
        throw fixed();
    }

    @Override
    public void setTraceFilter(String predicate) {
        throw fixed();
    }

    private static UnsupportedOperationException onlyAsXml() {
        return new UnsupportedOperationException(
                "A trace is shown as XML only, where what is masked is left out. Call dumpAllTracedMessagesAsXml().");
    }

    private static UnsupportedOperationException fixed() {
        return new UnsupportedOperationException(
                "What a trace holds is the same for all cells and cannot be changed. Nothing was changed.");
    }
}
