package dev.routewright.cell;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keys of messages seen before, the last hundred thousand of them, as long as the process lives: the version that
 * takes over must remember what its predecessor saw.
 */
final class SeenBefore extends LastingKeys {
    private static final int MOST = 100_000;

    SeenBefore() {
        super(Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<String, Boolean>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > MOST;
            }
        })));
    }
}
