package dev.routewright.cell;

import java.io.File;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/**
 * Lets a file be seen when its size and time have not changed for a while, and it is not empty: until then somebody may
 * be writing it. It remembers what the last looks saw; Camel's own check sleeps, one file after the other.
 */
final class Stillness implements GenericFileFilter<File> {
    private static final int MANY = 10_000;

    private final long quietNanos;
    private final long minAgeMillis;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();

    Stillness(long quietMillis, long minAgeMillis) {
        this.quietNanos = quietMillis * 1_000_000;
        this.minAgeMillis = minAgeMillis;
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        if (file.isDirectory()) return true;
        var path = file.getAbsoluteFilePath();
        var there = new File(path);
        long now = System.nanoTime();
        var look = new Look(there.length(), there.lastModified(), now);
        if (look.size == 0 || System.currentTimeMillis() - look.changed < minAgeMillis) return false;
        if (looks.size() > MANY) looks.keySet().removeIf(name -> !new File(name).exists());
        var before = looks.get(path);
        if (before == null || before.size != look.size || before.changed != look.changed) {
            looks.put(path, look);
            return false;
        }
        if (now - before.since < quietNanos) return false;
        // It is looked at again when it was not taken, and a new file of that name is another one.
        if (now - before.since > 10 * quietNanos) looks.remove(path);
        return true;
    }

    private record Look(long size, long changed, long since) {}
}
