package dev.routewright.cell;

import java.io.File;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.strategy.GenericFileExpressionRenamer;
import org.apache.camel.component.file.strategy.GenericFileRenameProcessStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Puts files aside that were read. A file of that name that lies there already is never overwritten, as Camel does it:
 * the new one gets a number. A file whose message could not be kept stays where it is and is read again.
 */
final class PuttingAside extends GenericFileRenameProcessStrategy<File> {
    PuttingAside(GenericFileEndpoint<File> endpoint, FileTaking taking) {
        setExclusiveReadLockStrategy(taking);
        setBeginRenamer(renamer(endpoint.getPreMove()));
        if (!endpoint.isNoop()) setCommitRenamer(renamer(endpoint.getMove()));
        setFailureRenamer(renamer(endpoint.getMoveFailed()));
    }

    private static @Nullable GenericFileExpressionRenamer<File> renamer(@Nullable Expression name) {
        return name == null ? null : new GenericFileExpressionRenamer<>(name);
    }

    @Override
    public void rollback(
            GenericFileOperations<File> operations,
            GenericFileEndpoint<File> endpoint,
            Exchange exchange,
            GenericFile<File> file)
            throws Exception {
        var passage = Passage.of(exchange);
        if (passage == null || passage.outcome().kind() != Passage.Kind.LOST) {
            super.rollback(operations, endpoint, exchange, file);
            return;
        }
        operations.releaseRetrievedFileResources(exchange);
        getExclusiveReadLockStrategy().releaseExclusiveReadLockOnRollback(operations, file, exchange);
    }

    @Override
    protected GenericFile<File> renameFile(
            GenericFileOperations<File> operations, GenericFile<File> from, GenericFile<File> to) {
        try {
            var wanted = Path.of(to.getAbsoluteFilePath());
            var target = place(wanted);
            move(Path.of(from.getAbsoluteFilePath()), target);
            if (!target.equals(wanted)) to.changeFileName(target.toString());
            return to;
        } catch (IOException failure) {
            throw new GenericFileOperationFailedException(
                    "Cannot move the file %s to %s. It stays where it is.".formatted(from, to), failure);
        }
    }

    /** An empty file that is ours alone, under the name asked for or one like it. */
    private static Path place(Path wanted) throws IOException {
        Files.createDirectories(wanted.getParent());
        var name = wanted.getFileName().toString();
        int dot = name.lastIndexOf('.') <= 0 ? name.length() : name.lastIndexOf('.');
        for (int number = 1; ; number++) {
            var candidate = number == 1
                    ? wanted
                    : wanted.resolveSibling(name.substring(0, dot) + "-" + number + name.substring(dot));
            try {
                return Files.createFile(candidate);
            } catch (FileAlreadyExistsException taken) {
                if (number == Integer.MAX_VALUE) throw taken;
            }
        }
    }

    private static void move(Path from, Path ours) throws IOException {
        try {
            Files.move(from, ours, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherDisk) {
            Files.move(from, ours, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            Files.deleteIfExists(ours);
            throw failure;
        }
    }
}
