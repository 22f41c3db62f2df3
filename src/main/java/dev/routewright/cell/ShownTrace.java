package dev.routewright.cell;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
    private final Duration patience;
    private volatile long looked;

    /** @param patience how long it goes on while nobody looks */
    ShownTrace(CamelContext context, BacklogTracer tracer, Discretion discretion, Duration patience) {
        super(context, tracer);
        this.context = context;
        this.tracer = tracer;
        this.text = new TraceText(discretion);
        this.patience = patience;
    }

    /** The history of the latest message is kept by the same means, and as long. */
    @Override
    public void setEnabled(boolean enabled) {
        looked = System.nanoTime();
        if (enabled && !tracer.isEnabled()) endWhenNobodyLooks();
        context.setMessageHistory(enabled);
        tracer.setEnabled(enabled);
        if (!enabled) tracer.clear();
    }

    /** Whoever has closed the page has forgotten it, and every message would go on being copied. */
    private void endWhenNobodyLooks() {
        CompletableFuture.delayedExecutor(patience.toMillis() / 2, TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (!tracer.isEnabled() || context.isStopped()) return;
                    if (System.nanoTime() - looked > patience.toNanos()) setEnabled(false);
                    else endWhenNobodyLooks();
                });
    }

    private String seen(String xml) {
        looked = System.nanoTime();
        return text.shown(xml);
    }

    @Override
    public String dumpAllTracedMessagesAsXml() {
        return seen(tracer.dumpAllTracedMessagesAsXml());
    }

    @Override
    public String dumpTracedMessagesAsXml(String nodeOrRouteId) {
        return seen(tracer.dumpTracedMessagesAsXml(nodeOrRouteId));
    }

    @Override
    public String dumpLatestMessageHistoryAsXml() {
        return seen(tracer.dumpLatestMessageHistoryAsXml());
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
