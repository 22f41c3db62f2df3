package dev.routewright.cli;

import dev.routewright.drafting.model.ModelCheck;
import dev.routewright.drafting.model.ModelSettings;
import dev.routewright.drafting.model.ModelUnavailable;
import dev.routewright.drafting.model.Models;
import dev.routewright.web.LocalSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Looks at this machine for the doctor. Changes nothing on it. */
final class Machine {
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long LEAST_HEAP = 400 * MEBIBYTE;

    private Machine() {}

    static Checkup java(int version) {
        if (version < 17) return Checkup.fail("java", "Java " + version, "install JDK 17 or newer");
        if (version > 25) return Checkup.warn("java", "Java " + version, "Routewright is tried on 17 to 25");
        return Checkup.ok("java", "Java " + version);
    }

    /** What the JVM may use, which in a container is what the container may. */
    static Checkup memory(long heap, int processors) {
        var found = "heap at most %d MiB, %d processors".formatted(heap / MEBIBYTE, processors);
        if (heap < LEAST_HEAP)
            return Checkup.warn(
                    "memory", found, "give it 512 MiB or more: a larger container, or -Xmx in ROUTEWRIGHT_JAVA_OPTS");
        return Checkup.ok("memory", found);
    }

    /** Whether it can be kept in, and is not somebody else's already. */
    static Checkup data(Path folder) {
        var existing = folder.toAbsolutePath().normalize();
        while (existing != null && !Files.exists(existing)) existing = existing.getParent();
        if (existing == null || !Files.isDirectory(existing) || !canWrite(existing))
            return Checkup.fail(
                    "data",
                    folder + " cannot be written",
                    "give its owner write permission, or name another with --data");
        var store = folder.resolve("store.mv.db");
        if (isLocked(store)) {
            var who = Holder.ofLock(store).orElse("another process");
            return Checkup.warn(
                    "data",
                    "%s is in use by %s".formatted(folder, who),
                    "fine when that is your server; a second one needs another --data");
        }
        try {
            var free = Files.getFileStore(existing).getUsableSpace() / MEBIBYTE;
            var found = "%s, %d MiB free".formatted(folder, free);
            if (free < 100) return Checkup.fail("data", found, "make room: dead letters could not be kept");
            if (free < 1024) return Checkup.warn("data", found, "make room: 1 GiB or more is comfortable");
            if (isOpenToAll(folder.resolve("credentials.key")))
                return Checkup.warn(
                        "data",
                        found + ", its key may be read by others",
                        "chmod 600 " + folder.resolve("credentials.key"));
            return Checkup.ok("data", found);
        } catch (IOException e) {
            return Checkup.warn("data", folder + ", free space unknown", "look whether its disk is well");
        }
    }

    /** Root may everywhere but on a file system that is read-only, so it is tried. */
    private static boolean canWrite(Path folder) {
        if (!Files.isWritable(folder)) return false;
        try {
            Files.delete(Files.createTempFile(folder, ".probe", ""));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a store is open in another process; the store itself keeps that lock. */
    private static boolean isLocked(Path store) {
        if (!Files.isWritable(store)) return false;
        try (var channel = FileChannel.open(store, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException inThisProcess) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isOpenToAll(Path file) {
        try {
            return Files.exists(file)
                    && Files.getPosixFilePermissions(file).stream()
                            .anyMatch(one -> one.name().startsWith("GROUP_")
                                    || one.name().startsWith("OTHERS_"));
        } catch (IOException | UnsupportedOperationException notPosix) {
            return false;
        }
    }

    /** @param address it would be bound to */
    static Checkup port(String what, String address, int port, String option) {
        if (port == 0) return Checkup.ok(what, "any that is free");
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            var bound = new InetSocketAddress(address, port);
            if (bound.isUnresolved())
                return Checkup.fail(
                        what,
                        "%s is no address of this machine".formatted(address),
                        "correct it, or leave it at 127.0.0.1");
            socket.bind(bound);
            return Checkup.ok(what, port + " is free");
        } catch (BindException e) {
            if (answersHealth(port)) return Checkup.ok(what, port + " is held by a running Routewright");
            var who = Holder.ofPort(port);
            if (who.isEmpty() && port < 1024)
                return Checkup.fail(
                        what,
                        port + " cannot be had: ports below 1024 are for root",
                        "choose another one with " + option);
            return Checkup.warn(
                    what,
                    "%d is held by %s".formatted(port, who.orElse("another program")),
                    "stop it, or serve with another " + option);
        } catch (IOException e) {
            return Checkup.fail(
                    what, "%d of %s cannot be had".formatted(port, address), "choose another one with " + option);
        }
    }

    private static boolean answersHealth(int port) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/actuator/health".formatted(port)))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            var http = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .contains("\"status\"");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Checkup folder(String what, Path folder) {
        if (!Files.exists(folder)) return Checkup.warn(what, folder + " is not there", "make it, or start where it is");
        if (!Files.isDirectory(folder) || !Files.isReadable(folder))
            return Checkup.fail(what, folder + " cannot be read", "make it a folder that can be read");
        return Checkup.ok(what, folder + " is readable");
    }

    /** Asks the model one tiny question, and no second one. */
    static Checkup askedModel(LocalSettings settings) {
        if (settings.model().isEmpty()) return Checkup.ok("model", "offline: drafting by phrasebook");
        try (var model = Models.open(briefly(settings.model().get()))) {
            return Checkup.ok("model", ModelCheck.check(model));
        } catch (ModelUnavailable e) {
            return Checkup.fail("model", String.valueOf(e.getMessage()), "see the sentence, then run doctor again");
        }
    }

    private static ModelSettings briefly(ModelSettings settings) {
        var limits = settings.limits();
        var timeout = limits.timeout().compareTo(ANSWER) < 0 ? limits.timeout() : ANSWER;
        return settings.withLimits(new ModelSettings.Limits(
                timeout,
                limits.idleTimeout(),
                0,
                1,
                limits.failuresUntilPause(),
                limits.pause(),
                limits.mostCharacters()));
    }
}
