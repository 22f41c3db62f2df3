package dev.routewright.jmx;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One decision for one click: Hawtio 5.0.1 sends what its form executes twice, a few milliseconds apart, and people click
 * twice. The same call again gets the answer of the first; two roll-backs would go back two versions, and two
 * submissions be drafted twice.
 */
final class Once {
    /** From the end of the first; a person who means it again takes longer. */
    static final Duration AGAIN = Duration.ofSeconds(2);

    private final LongSupplier nanos;
    private @Nullable Call last;

    Once(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Call(
            List<Object> asked,
            @Nullable String answer,
            @Nullable RuntimeException refusal,
            long end) {}

    /** @param asked what is decided, and by whom */
    synchronized String told(List<Object> asked, Supplier<String> decision) {
        if (last == null || !last.asked().equals(asked) || nanos.getAsLong() - last.end() > AGAIN.toNanos())
            last = call(asked, decision);
        if (last.refusal() != null) throw last.refusal();
        return String.valueOf(last.answer());
    }

    private Call call(List<Object> asked, Supplier<String> decision) {
        try {
            return new Call(asked, Sentences.told(decision), null, nanos.getAsLong());
        } catch (IllegalStateException refusal) {
            return new Call(asked, null, refusal, nanos.getAsLong());
        }
    }
}
