package dev.routewright.camel;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One context has an H2 file at a time: H2 keeps other processes out of it, but not other contexts of this one. */
record StoreClaim(Path file) implements AutoCloseable {
    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

    /** @throws IllegalArgumentException with a sentence when another context of this process has it */
    static StoreClaim on(Path file) {
        var place = file.toAbsolutePath().normalize();
        if (TAKEN.add(place)) return new StoreClaim(place);
        throw new IllegalArgumentException(
                ("[store %s] Another context of this process has it open. Nothing was started; that context goes on "
                                + "undisturbed. Set routewright.data-dir to another folder for one of them.")
                        .formatted(place.getParent()));
    }

    @Override
    public void close() {
        TAKEN.remove(file);
    }
}
