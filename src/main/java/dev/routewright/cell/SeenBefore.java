package dev.routewright.cell;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.IdempotentRepository;

/**
 * The keys of messages seen before, the last hundred thousand of them, as long as the process lives. Stopping does
 * nothing: the version that takes over must remember what its predecessor saw.
 */
final class SeenBefore implements IdempotentRepository {
    private static final int MOST = 100_000;

    private final Set<String> keys =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<String, Boolean>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > MOST;
                }
            }));

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

    @Override
    public void start() {}

    @Override
    public void stop() {}
}
