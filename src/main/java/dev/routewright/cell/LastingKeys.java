package dev.routewright.cell;

import java.util.Set;
import org.apache.camel.spi.IdempotentRepository;

/**
 * Keys that outlive a cell. Camel stops the repositories of a context with it, which would make this forget what other
 * cells put here: stopping does nothing.
 */
abstract class LastingKeys implements IdempotentRepository {
    private final Set<String> keys;

    /** @param keys safe for many threads at once */
    LastingKeys(Set<String> keys) {
        this.keys = keys;
    }

    @Override
    public boolean add(String key) {
        return keys.add(key);
    }

    @Override
    public boolean contains(String key) {
        return keys.contains(key);
    }

    @Override
    public boolean remove(String key) {
        return keys.remove(key);
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {}

    /** What Camel's clearing does not do. */
    final void forget() {
        keys.clear();
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}
}
