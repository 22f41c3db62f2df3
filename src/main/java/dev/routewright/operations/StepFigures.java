package dev.routewright.operations;

import dev.routewright.cell.MessageListener.HeardStep;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One step of an integration. Only steps that call or deliver are timed: the others take next to nothing. */
final class StepFigures implements HeardStep {
    private final String step;
    private final @Nullable Timed timed;
    private final Counts counts;
    private final LongAdder passed;
    private final LongAdder failed;
    /** Cells that have the step: two while a version replaces another. */
    private int cells;

    StepFigures(MeterRegistry registry, String integration, String step, boolean timed) {
        this.step = step;
        var tags = Tags.of("integration", integration, "step", step);
        this.timed = timed
                ? Timed.of(registry, "routewright.step", "Steps that call or deliver, until they are done", tags)
                : null;
        counts = new Counts(registry, tags);
        passed = counts.count("routewright.step.messages", "Messages and parts that went through a step");
        failed = counts.count("routewright.step.failures", "Messages and parts that failed at a step or within it");
    }

    @Override
    public boolean isTimed() {
        return timed != null;
    }

    @Override
    public void passed(boolean failure, long nanos) {
        passed.increment();
        if (failure) failed.increment();
        if (timed != null) timed.took(nanos);
    }

    void used() {
        cells++;
    }

    /** True when no cell has it any more; its meters are gone then. */
    boolean isUnused() {
        if (--cells > 0) return false;
        if (timed != null) timed.remove();
        counts.remove();
        return true;
    }

    Overview.Step overview() {
        return new Overview.Step(step, passed.sum(), failed.sum(), timed == null ? null : timed.latency());
    }
}
