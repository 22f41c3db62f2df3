package dev.routewright.cell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileExclusiveReadLockStrategy;
import org.apache.camel.component.file.GenericFileOperations;

/**
 * Takes a file so that no other version, integration or runtime has it at the same time. Camel's marker files cannot:
 * whoever starts deletes those of the others.
 */
final class FileTaking implements GenericFileExclusiveReadLockStrategy<File> {
    private final FolderClaims claims;
    /** By the name the file was taken under; no route can reach it here. */
    private final Map<String, Path> taken = new ConcurrentHashMap<>();

    FileTaking(FolderClaims claims) {
        this.claims = claims;
    }

    @Override
    public void prepareOnStartup(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint) {}

    @Override
    public boolean acquireExclusiveReadLock(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) throws IOException {
        var path = Path.of(file.getAbsoluteFilePath());
        var claimed = claims.take(path);
        if (claimed == null) return false;
        taken.put(name(file), claimed);
        // Whoever had the folder until now may have been done with the file; then Camel gives the claim back.
        return Files.exists(path);
    }

    @Override
    public void releaseExclusiveReadLockOnAbort(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) throws IOException {
        release(file);
    }

    @Override
    public void releaseExclusiveReadLockOnRollback(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) throws IOException {
        release(file);
    }

    @Override
    public void releaseExclusiveReadLockOnCommit(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) throws IOException {
        release(file);
    }

    private void release(GenericFile<File> file) throws IOException {
        var claimed = taken.remove(name(file));
        if (claimed != null) claims.release(claimed);
    }

    private static String name(GenericFile<File> file) {
        var before = file.getCopyFromAbsoluteFilePath();
        return before == null ? file.getAbsoluteFilePath() : before;
    }

    @Override
    public void setTimeout(long timeout) {}

    @Override
    public void setCheckInterval(long checkInterval) {}

    @Override
    public void setReadLockLoggingLevel(LoggingLevel level) {}

    @Override
    public void setMarkerFiler(boolean markerFile) {}

    @Override
    public void setDeleteOrphanLockFiles(boolean delete) {}
}
