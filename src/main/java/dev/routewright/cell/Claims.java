package dev.routewright.cell;

import dev.routewright.services.Memory;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a message has claimed in the memory, together with the parts of it that go on by themselves: released when the
 * last of them has ended, however it ended.
 */
final class Claims {
    private @Nullable String owner;
    private @Nullable Memory memory;
    private int holders = 1;

    /** Who a claim made now belongs to. */
    synchronized String owner(Memory remembers) {
        if (owner == null) owner = UUID.randomUUID().toString();
        memory = remembers;
        return owner;
    }

    synchronized Claims shared() {
        holders++;
        return this;
    }

    void left() {
        Memory remembers;
        String who;
        synchronized (this) {
            if (--holders > 0 || memory == null || owner == null) return;
            remembers = memory;
            who = owner;
            memory = null;
        }
        remembers.ended(who);
    }
}
