package dev.routewright.cell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.spi.IdempotentRepository;

/**
 * Camel's file component below one root. A name cannot leave the root, and neither can a link. What was read moves to
 * {@code .done}, what failed to {@code .failed}, so that no file is read twice and none disappears.
 */
final class FilesComponent extends FileComponent {
    private final Path root;
    private final Set<String> granted;
    private final IdempotentRepository inProgress;

    /**
     * @param granted folders this cell may read or write
     * @param inProgress shared by all cells, so that a version and its successor never read one file at a time
     */
    FilesComponent(Path root, Set<String> granted, IdempotentRepository inProgress) {
        this.root = root;
        this.granted = granted;
        this.inProgress = inProgress;
    }

    @Override
    protected GenericFileEndpoint<File> buildFileEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        return super.buildFileEndpoint(uri, inside(remaining).toString(), parameters);
    }

    @Override
    protected void afterPropertiesSet(GenericFileEndpoint<File> endpoint) throws Exception {
        super.afterPropertiesSet(endpoint);
        endpoint.setInProgressRepository(inProgress);
        endpoint.setReadLock("changed");
        endpoint.setReadLockMinAge(0);
        endpoint.setMove(".done/${file:onlyname}");
        endpoint.setMoveFailed(".failed/${file:onlyname}");
        endpoint.setAllowNullBody(true);
        endpoint.setJailStartingDirectory(true);
    }

    private Path inside(String folder) throws IOException {
        if (!granted.contains(folder)) throw new OutsideGrant("the folder " + folder);
        var path = root.resolve(folder.replaceFirst("^/+", "")).normalize();
        if (!path.startsWith(root)) throw new OutsideGrant("the folder " + folder);
        Files.createDirectories(path);
        // Links count by where they lead.
        if (!path.toRealPath().startsWith(root.toRealPath())) throw new OutsideGrant("the folder " + folder);
        return path;
    }
}
