package dev.routewright.integration;

import dev.routewright.journal.StoreTrouble;
import dev.routewright.journal.Versions;
import dev.routewright.knowledge.OpenApiServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watched folders: {@code *.openapi.yaml|json} and {@code *.kamelet.yaml} become services, {@code *.md} descriptions, {@code *.camel.yaml}
 * routes a person wrote. A file is taken in when it has stopped changing. A file that disappears changes nothing: what
 * is live stays until somebody deletes the integration. Not thread-safe; one thread scans.
 */
public final class FolderWatch {
    private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);
    private static final Pattern SERVICE = Pattern.compile("(.+)\\.(openapi\\.(yaml|yml|json)|kamelet\\.(yaml|yml))");
    private static final Pattern ROUTE = Pattern.compile("(.+)\\.camel\\.yaml");
    private static final Pattern DESCRIPTION = Pattern.compile("(?!(?i:readme)\\.)(.+)\\.md");
    private static final int MOST_FILES = 2_000;

    private final Path routes;
    private final Path kamelets;
    private final FolderDoor door;
    private final ServiceDesk desk;
    private final Map<Path, Seen> seen = new HashMap<>();
    private final Map<Path, Stamp> changing = new HashMap<>();
    private final Map<Path, String> problems = new TreeMap<>();
    private boolean watching;

    public FolderWatch(
            Path routes,
            Path kamelets,
            Integrations integrations,
            Versions versions,
            Approval approval,
            ServiceDesk desk) {
        this.routes = routes;
        this.kamelets = kamelets;
        this.door = new FolderDoor(integrations, versions, approval);
        this.desk = desk;
    }

    private record Stamp(long size, FileTime modified) {}

    private record Seen(Stamp stamp, String hash) {}

    /** What became of one file. */
    private enum Taken {
        UNCHANGED,
        TAKEN,
        LATER
    }

    /** How a file is brought in. @throws Declined when it is not */
    private interface Taking {
        void take(String name, String text);
    }

    /** Why files were not taken in, by file; the present state. */
    synchronized Map<Path, String> problems() {
        return new TreeMap<>(problems);
    }

    /** At start: whatever lies there, as it is. @return whether something is to be taken in later */
    boolean services() {
        return scanServices(false) == Taken.LATER;
    }

    /** @return whether something is to be taken in later, because too much is under way */
    boolean routes() {
        return scanRoutes(false) == Taken.LATER;
    }

    /** Later: only what has not changed since the last look, so that no half-written file is taken in. */
    void look() {
        watching = true;
        if (scanServices(true) == Taken.TAKEN) reconsider();
        scanRoutes(true);
    }

    /** With other services a description that did not stand may stand now. */
    private void reconsider() {
        seen.keySet().removeIf(file -> !SERVICE.matcher(name(file)).matches());
    }

    private Taken scanServices(boolean settledOnly) {
        return scan(kamelets, SERVICE, settledOnly, Texts.DOCUMENT, this::service);
    }

    private Taken scanRoutes(boolean settledOnly) {
        var descriptions = scan(routes, DESCRIPTION, settledOnly, Texts.DESCRIPTION, door::description);
        var written = scan(routes, ROUTE, settledOnly, Texts.ROUTE, door::route);
        return descriptions == Taken.LATER ? descriptions : written;
    }

    private void service(String name, String document) {
        desk.registerIfNew(name, document, "folder");
    }

    private Taken scan(Path folder, Pattern pattern, boolean settledOnly, int limit, Taking taking) {
        var result = Taken.UNCHANGED;
        for (var file : files(folder, pattern)) {
            var taken = look(file, pattern, settledOnly, limit, taking);
            if (taken == Taken.LATER || result == Taken.UNCHANGED) result = taken;
        }
        return result;
    }

    private List<Path> files(Path folder, Pattern pattern) {
        if (!Files.isDirectory(folder)) return List.of();
        try (var all = Files.list(folder)) {
            return all.filter(file -> !name(file).startsWith(".")
                            && pattern.matcher(name(file)).matches())
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            problem(folder, "The folder cannot be read. What is live goes on. Check that it may be read.");
            return List.of();
        }
    }

    private Taken look(Path file, Pattern pattern, boolean settledOnly, int limit, Taking taking) {
        try {
            var stamp = new Stamp(Files.size(file), Files.getLastModifiedTime(file));
            var before = seen.get(file);
            if (before != null && before.stamp().equals(stamp)) return Taken.UNCHANGED;
            if (settledOnly && !stamp.equals(changing.put(file, stamp))) return Taken.UNCHANGED;
            changing.remove(file);
            if (stamp.size() > limit) throw tooLarge(limit);
            var bytes = Files.readAllBytes(file);
            var hash = Fingerprint.of(bytes);
            if (before == null || !before.hash().equals(hash)) {
                var taken = take(file, pattern, Texts.decoded("file", bytes), taking);
                if (taken == Taken.LATER) return taken;
            }
            seen.put(file, new Seen(stamp, hash));
            return Taken.TAKEN;
        } catch (Declined e) {
            return refused(file, e.getMessage());
        } catch (IOException e) {
            return refused(file, "The file cannot be read. What is live goes on. Check that it may be read.");
        } catch (RuntimeException e) {
            var trouble = StoreTrouble.in(e);
            if (trouble.isPresent()) return again(file, trouble.get());
            log.error("[{}] broke off", file.getFileName(), e);
            return refused(
                    file, "It broke off by a mistake of Routewright. What is live goes on. Report the log entry.");
        }
    }

    private Taken take(Path file, Pattern pattern, String text, Taking taking) {
        var matcher = pattern.matcher(name(file));
        if (!matcher.matches()) throw new IllegalStateException("Only files that match are looked at.");
        var name = pattern == SERVICE ? serviceName(file) : Names.ofFile(matcher.group(1));
        var owner = pattern == SERVICE ? null : owner(file, name);
        if (owner != null)
            throw new Declined(
                    Declined.Reason.CONFLICT,
                    "It would be the integration %s, which %s is already. It was not taken in; the other stays. Rename one of them."
                            .formatted(name, owner));
        try {
            taking.take(name, text);
        } catch (Declined e) {
            if (e.reason() == Declined.Reason.BUSY) return Taken.LATER;
            throw e;
        }
        problems.remove(file);
        return Taken.TAKEN;
    }

    private static String serviceName(Path file) {
        try {
            return OpenApiServices.nameFor(name(file));
        } catch (IllegalArgumentException e) {
            throw new Declined(Declined.Reason.UNUSABLE, String.valueOf(e.getMessage()));
        }
    }

    /** Of two files for one integration the first by name is the one, a description before a route. */
    private @Nullable String owner(Path file, String name) {
        var all = new ArrayList<>(files(routes, DESCRIPTION));
        all.addAll(files(routes, ROUTE));
        for (var other : all) {
            if (other.equals(file)) return null;
            if (nameOf(other).equals(name)) return other.getFileName().toString();
        }
        return null;
    }

    private static String nameOf(Path file) {
        for (var pattern : List.of(DESCRIPTION, ROUTE)) {
            var matcher = pattern.matcher(name(file));
            if (matcher.matches()) return Names.ofFile(matcher.group(1));
        }
        return "";
    }

    private Taken refused(Path file, String sentence) {
        problem(file, sentence);
        try {
            seen.put(file, new Seen(new Stamp(Files.size(file), Files.getLastModifiedTime(file)), ""));
        } catch (IOException gone) {
            seen.remove(file);
        }
        return Taken.UNCHANGED;
    }

    /** Not the file's fault, so the next look takes it for new. */
    private Taken again(Path file, String trouble) {
        problem(
                file,
                "The store could not be read or written (%s). It was not taken in, and is tried again by itself; what is live goes on. Check that the disk of the data directory has room, or that the database answers."
                        .formatted(trouble));
        return Taken.UNCHANGED;
    }

    private synchronized void problem(Path file, String sentence) {
        var isNew = !sentence.equals(problems.put(file, sentence));
        // What was there at start is in the table a start prints.
        if (isNew && watching) log.warn("[{}] {}", file.getFileName(), sentence);
    }

    private static Declined tooLarge(int limit) {
        return new Declined(
                Declined.Reason.TOO_LARGE,
                "The file is larger than %d KiB. It was not taken in; what is live goes on. Divide it, or say less."
                        .formatted(limit >> 10));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
