package dev.routewright.cell;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.IdempotentRepository;

/**
 * The files being read right now, in any cell. Camel stops the repositories of a context with it, which would make
 * this forget the files of all others: stopping does nothing here.
 */
final class FilesInProgress implements IdempotentRepository {
    private final Set<String> files = ConcurrentHashMap.newKeySet();

    @Override
    public boolean add(String file) {
        return files.add(file);
    }

    @Override
    public boolean contains(String file) {
        return files.contains(file);
    }

    @Override
    public boolean remove(String file) {
        return files.remove(file);
    }

    @Override
    public boolean confirm(String file) {
        return true;
    }

    @Override
    public void clear() {}

    @Override
    public void start() {}

    @Override
    public void stop() {}
}
