package dev.routewright.cell;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files this process is at. While it is at any file of a folder it holds the lock of that folder, so that of several
 * runtimes with one folder only one at a time takes files out of it. The operating system gives the lock back when the
 * process dies: nothing has to be cleaned up after a crash, and nobody can clean up too much.
 */
final class FolderClaims {
    private static final String LOCK = ".routewright.lock";

    private final Map<Path, Lease> leases = new HashMap<>();
    private final Set<Path> files = new HashSet<>();

    /** Whether the file is ours now. Links to the same file count as the same. */
    synchronized @Nullable Path take(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent().toRealPath();
        var claimed = folder.resolve(file.getFileName());
        if (files.contains(claimed)) return null;
        var lease = leases.get(folder);
        if (lease == null) {
            lease = lock(folder);
            if (lease == null) return null;
            leases.put(folder, lease);
        }
        lease.files++;
        files.add(claimed);
        return claimed;
    }

    /** @param claimed as {@link #take} gave it */
    synchronized void release(Path claimed) throws IOException {
        if (!files.remove(claimed)) return;
        var lease = leases.get(claimed.getParent());
        if (lease == null || --lease.files > 0) return;
        leases.remove(claimed.getParent());
        lease.channel.close();
    }

    private static @Nullable Lease lock(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) return new Lease(channel);
        } catch (OverlappingFileLockException anotherRuntimeHere) {
            // The same as one elsewhere.
        }
        channel.close();
        return null;
    }

    private static final class Lease {
        private final FileChannel channel;
        private int files;

        Lease(FileChannel channel) {
            this.channel = channel;
        }
    }
}
