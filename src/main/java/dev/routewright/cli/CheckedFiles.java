package dev.routewright.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the files to check below a name. What cannot be looked into is among them, so that it is reported. */
final class CheckedFiles extends SimpleFileVisitor<Path> {
    private static final Set<String> LEFT_OUT = Set.of("target", "node_modules");

    private final Path start;
    private final String name;
    private final List<String> found = new ArrayList<>();

    private CheckedFiles(Path start, String name) {
        this.start = start;
        this.name = name;
    }

    /** In the order of their names, named as the name was given. */
    static List<String> below(Shell shell, String name) {
        var start = shell.path(name);
        if (!Files.exists(start)) throw new Complaint(Exit.USAGE, name + " is not there. Name a file or a folder.");
        if (!Files.isDirectory(start)) {
            if (Source.Kind.of(start).isPresent()) return List.of(name);
            throw new Complaint(
                    Exit.USAGE,
                    name + " is none of *.md, *.camel.yaml, *.openapi.yaml. Rename it, or pass it on standard input.");
        }
        var files = new CheckedFiles(start, name);
        try {
            Files.walkFileTree(start, files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.found.sort(null);
        return files.found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        var inner = !folder.equals(start);
        return inner && leftOut(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (!leftOut(file) && Source.Kind.of(file).isPresent()) found.add(label(file));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
        if (!leftOut(path)) found.add(label(path));
        return FileVisitResult.CONTINUE;
    }

    private String label(Path file) {
        return Path.of(name).resolve(start.relativize(file)).normalize().toString();
    }

    private static boolean leftOut(Path path) {
        var name = path.getFileName().toString();
        return name.startsWith(".") || name.equalsIgnoreCase("README.md") || LEFT_OUT.contains(name);
    }
}
