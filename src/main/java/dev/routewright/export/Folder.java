package dev.routewright.export;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;

/**
 * Where an export is put. Everything is written beside the folder first, so that a full disk leaves it as it was. A folder
 * that is there stays the same one: somebody may stand in it, or a disk of its own may be there.
 */
public final class Folder {
    private final Path place;

    public Folder(Path place) {
        this.place = place.toAbsolutePath().normalize();
    }

    /** The folder cannot be used; nothing in it has changed. */
    public static final class Unusable extends RuntimeException {
        Unusable(String sentence) {
            super(sentence);
        }
    }

    /**
     * @param over whether the files of an earlier export may be replaced; others that lie there stay
     * @throws Unusable with a sentence
     */
    public void write(Export export, boolean over) {
        var parent = place.getParent();
        if (parent == null) throw unusable("it is the root of a disk.");
        try {
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(place))
                throw unusable("it is not a folder.");
            if (!over && !isFree())
                throw unusable("it is not empty. Name another one with -o, or replace its files with --force.");
            Files.createDirectories(parent);
            var beside = Files.createTempDirectory(Files.exists(place) ? place : parent, ".export-");
            try {
                for (var file : export.files().entrySet()) {
                    var path = beside.resolve(file.getKey());
                    Files.createDirectories(path.getParent());
                    Files.write(path, file.getValue());
                }
                if (beside.startsWith(place)) moveEach(beside, export);
                else moveWhole(beside);
            } finally {
                remove(beside);
            }
        } catch (IOException e) {
            throw unusable("it cannot be written (%s).".formatted(e.getClass().getSimpleName()));
        }
    }

    private Unusable unusable(String why) {
        return new Unusable("[export to %s] %s"
                .formatted(
                        place,
                        why.endsWith("--force.")
                                ? why + " Nothing was written."
                                : why + " Nothing was written. Name another one with -o."));
    }

    private boolean isFree() throws IOException {
        if (!Files.exists(place)) return true;
        try (var inside = Files.list(place)) {
            return inside.findAny().isEmpty();
        }
    }

    private void moveWhole(Path beside) throws IOException {
        open(beside);
        try {
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(beside, place);
        }
    }

    /** A temporary folder is its owner's alone; what was exported is a folder like any other. */
    private static void open(Path folder) throws IOException {
        var like = Files.createDirectory(folder.resolve("like"));
        try {
            if (like.getFileSystem().supportedFileAttributeViews().contains("posix"))
                Files.setPosixFilePermissions(folder, Files.getPosixFilePermissions(like));
        } finally {
            Files.delete(like);
        }
    }

    private void moveEach(Path beside, Export export) throws IOException {
        for (var path : export.files().keySet()) {
            var target = place.resolve(path);
            try {
                Files.createDirectories(target.getParent());
            } catch (FileAlreadyExistsException e) {
                throw unusable("a file stands where the export has a folder.");
            }
            Files.move(beside.resolve(path), target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }
}
