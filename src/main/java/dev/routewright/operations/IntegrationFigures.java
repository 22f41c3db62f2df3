package dev.routewright.operations;

import dev.routewright.cell.MessageListener.End;
import dev.routewright.cell.MessageListener.Heard;
import dev.routewright.cell.MessageListener.HeardStep;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** One integration, over all its versions since it went live. */
final class IntegrationFigures {
    private final MeterRegistry registry;
    private final String integration;
    private final Timed messages;
    private final Counts counts;
    private final LongAdder received;
    private final LongAdder ended = new LongAdder();
    private final LongAdder deadLetters;
    private final LongAdder[] ends = new LongAdder[End.values().length];
    private final Map<String, StepFigures> steps = new TreeMap<>();
    private int cells;

    IntegrationFigures(MeterRegistry registry, String integration) {
        this.registry = registry;
        this.integration = integration;
        var tags = Tags.of("integration", integration);
        messages = Timed.of(registry, "routewright.message", "Messages from entry to end", tags);
        counts = new Counts(registry, tags);
        received = counts.count("routewright.messages.received", "Messages that came in");
        for (var end : End.values())
            ends[end.ordinal()] = counts.count(
                    "routewright.messages.ended",
                    "What became of messages",
                    "end",
                    end.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        deadLetters = counts.count("routewright.dead.letters", "Messages, or parts of them, that were kept");
        counts.gauge("routewright.messages.under.way", "Messages under way", this, IntegrationFigures::underWay);
    }

    synchronized Heard starts() {
        cells++;
        return new OfCell();
    }

    private synchronized void stops(Set<String> used) {
        steps.entrySet()
                .removeIf(
                        step -> used.contains(step.getKey()) && step.getValue().isUnused());
        cells--;
    }

    private synchronized HeardStep step(String id, boolean leaves, boolean isNew) {
        var step = steps.computeIfAbsent(id, name -> new StepFigures(registry, integration, name, leaves));
        if (isNew) step.used();
        return step;
    }

    synchronized boolean isOver() {
        return cells == 0;
    }

    void remove() {
        messages.remove();
        counts.remove();
    }

    void tick(long now) {
        messages.tick(now);
    }

    private double underWay() {
        return Math.max(0, received.sum() - ended.sum());
    }

    synchronized Overview.Integration overview(long now) {
        return new Overview.Integration(
                integration,
                messages.perSecond(now),
                received.sum(),
                seen(End.DONE),
                seen(End.REFUSED),
                seen(End.DEAD_LETTER),
                seen(End.LOST),
                deadLetters.sum(),
                (long) underWay(),
                messages.latency(),
                steps.values().stream().map(StepFigures::overview).toList());
    }

    private long seen(End end) {
        return ends[end.ordinal()].sum();
    }

    private final class OfCell implements Heard {
        private final Set<String> used = new HashSet<>();
        private boolean over;

        @Override
        public void received() {
            received.increment();
        }

        @Override
        public void ended(End how, long nanos) {
            ended.increment();
            ends[how.ordinal()].increment();
            messages.took(nanos);
        }

        @Override
        public void kept() {
            deadLetters.increment();
        }

        @Override
        public synchronized HeardStep step(String id, boolean leaves) {
            var name = id.length() > 100 ? id.substring(0, 100) : id;
            return IntegrationFigures.this.step(name, leaves, used.add(name));
        }

        @Override
        public synchronized void stopped() {
            if (over) return;
            over = true;
            stops(used);
        }
    }
}
