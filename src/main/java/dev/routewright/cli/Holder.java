package dev.routewright.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which process holds something of this machine, where Linux tells: a port, or a lock on a file. */
final class Holder {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";

    private Holder() {}

    /** @return such as {@code process 4711 (java)} */
    static Optional<String> ofPort(int port) {
        var inode = Stream.of("tcp", "tcp6")
                .flatMap(table ->
                        lines(PROC.resolve("net").resolve(table)).stream().skip(1))
                .map(line -> line.strip().split("\\s+"))
                .filter(line -> line.length > 9 && line[3].equals(LISTENING))
                .filter(line -> line[1].endsWith(":%04X".formatted(port)))
                .map(line -> "socket:[" + line[9] + "]")
                .findFirst();
        return inode.flatMap(Holder::ofSocket);
    }

    /** @return such as {@code process 4711 (java)} */
    static Optional<String> ofLock(Path file) {
        try {
            var end = ":" + Files.getAttribute(file, "unix:ino");
            return lines(PROC.resolve("locks")).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(line -> line.length > 5 && line[5].endsWith(end))
                    .map(line -> named(line[4]))
                    .findFirst();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException elsewhere) {
            return Optional.empty();
        }
    }

    private static Optional<String> ofSocket(String socket) {
        try (var processes = Files.list(PROC)) {
            return processes
                    .filter(one -> one.getFileName().toString().matches("[0-9]+"))
                    .filter(one -> holds(one, socket))
                    .map(one -> named(one.getFileName().toString()))
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static boolean holds(Path process, String socket) {
        try (var open = Files.list(process.resolve("fd"))) {
            return open.anyMatch(one -> target(one).equals(socket));
        } catch (IOException | java.io.UncheckedIOException notOurs) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    private static String named(String pid) {
        var name = lines(PROC.resolve(pid).resolve("comm"));
        return "process %s%s".formatted(pid, name.isEmpty() ? "" : " (" + name.get(0) + ")");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException | java.io.UncheckedIOException noLinux) {
            return List.of();
        }
    }
}
