package dev.routewright.cell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileExist;
import org.apache.camel.spi.IdempotentRepository;

/**
 * Camel's file component below one root. A name cannot leave the root, and neither can a link. What was read moves to
 * {@code .done}, what failed to {@code .failed}, so that no file is read twice and none disappears.
 */
final class FilesComponent extends FileComponent {
    private static final Set<String> NAMES =
            Set.of("fileName", "move", "moveFailed", "preMove", "doneFileName", "tempFileName", "tempPrefix");
    private static final Pattern FUNCTION = Pattern.compile("\\$\\{(?:exchangeId|uuid|random(?:\\([\\d, ]*\\))?"
            + "|date:now(?:[+-]\\d+[smhd])?(?::[\\w -]+)?|file:(?:name|onlyname|ext)[a-z.]*)}");
    private static final Pattern PLAIN = Pattern.compile("[^/\\\\\\p{C}${}:][^\\\\\\p{C}${}:]*");
    private static final Pattern CLIMBS = Pattern.compile("(?:^|/)\\.\\.?(?:/|$)");

    /** Where files go that were read. */
    private static final Set<String> MOVES = Set.of("move", "moveFailed");

    private final Path root;
    private final Set<String> granted;
    private final IdempotentRepository inProgress;
    private final FolderClaims claims;

    /**
     * @param granted folders this cell may read or write
     * @param inProgress shared by all cells, so that a version and its successor never read one file at a time
     * @param claims shared by all cells
     */
    FilesComponent(Path root, Set<String> granted, IdempotentRepository inProgress, FolderClaims claims) {
        this.claims = claims;
        this.root = root;
        this.granted = granted;
        this.inProgress = inProgress;
    }

    @Override
    protected GenericFileEndpoint<File> buildFileEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        for (var option : MOVES) {
            var target = parameters.get(option);
            if (target != null && target.toString().startsWith("/"))
                parameters.put(option, fromTheTop(target.toString()));
        }
        return super.buildFileEndpoint(uri, inside(remaining).toString(), parameters);
    }

    @Override
    protected void afterPropertiesSet(GenericFileEndpoint<File> endpoint) throws Exception {
        super.afterPropertiesSet(endpoint);
        endpoint.setInProgressRepository(inProgress);
        // A route that only looks at files leaves them where they are.
        if (endpoint.getMove() == null && !endpoint.isNoop()) endpoint.setMove(".done/${file:onlyname}");
        if (endpoint.getMoveFailed() == null && !endpoint.isNoop()) endpoint.setMoveFailed(".failed/${file:onlyname}");
        var taking = new FileTaking(claims);
        endpoint.setExclusiveReadLockStrategy(taking);
        if (!endpoint.isDelete()) endpoint.setProcessStrategy(new PuttingAside(endpoint, taking));
        // Who says that a file has its name only when it is complete need not wait.
        if (!"markerFile".equals(endpoint.getReadLock()))
            endpoint.setFilter(new Stillness(endpoint.getReadLockCheckInterval(), endpoint.getReadLockMinAge()));
        // Nobody sees half a file that a route writes, and a crash leaves none.
        if (endpoint.getFileExist() != GenericFileExist.Append && endpoint.getTempFileName() == null) {
            endpoint.setTempFileName(".${file:onlyname}.${exchangeId}.part");
            endpoint.setEagerDeleteTargetFile(endpoint.getFileExist() != GenericFileExist.Override);
        }
        endpoint.setAllowNullBody(true);
        endpoint.setJailStartingDirectory(true);
    }

    /** Names a route gives to files: plain parts of a path, and functions in which no message has a say. */
    static void checkName(String option, String value) {
        if (!NAMES.contains(option)) return;
        var named = MOVES.contains(option) && value.startsWith("/") ? value.substring(1) : value;
        var plain = FUNCTION.matcher(named).replaceAll("x");
        if (!PLAIN.matcher(plain).matches() || CLIMBS.matcher(plain).find())
            throw new OutsideGrant("the file name " + value);
    }

    /** To Camel a target that begins with / lies anywhere; here the root is that of the data folder. */
    private String fromTheTop(String target) throws IOException {
        var fixed = target.contains("${") ? target.substring(0, target.indexOf("${")) : target + "/";
        var folder = inside(fixed.substring(1, Math.max(1, fixed.lastIndexOf('/'))));
        return folder + target.substring(Math.min(target.length(), Math.max(0, fixed.lastIndexOf('/'))));
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
