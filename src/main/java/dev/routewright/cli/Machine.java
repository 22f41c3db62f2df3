package dev.routewright.cli;

import dev.routewright.drafting.model.ModelCheck;
import dev.routewright.drafting.model.ModelSettings;
import dev.routewright.drafting.model.ModelUnavailable;
import dev.routewright.drafting.model.Models;
import dev.routewright.web.LocalSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Looks at this machine for the doctor. Changes nothing on it. */
final class Machine {
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final long MEBIBYTE = 1024 * 1024;

    private Machine() {}

    static Checkup java(int version) {
        if (version < 17) return Checkup.fail("java", "Java " + version, "install JDK 17 or newer");
        if (version > 25) return Checkup.warn("java", "Java " + version, "Routewright is tried on 17 to 25");
        return Checkup.ok("java", "Java " + version);
    }

    static Checkup data(Path folder) {
        var existing = folder.toAbsolutePath().normalize();
        while (existing != null && !Files.exists(existing)) existing = existing.getParent();
        if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing))
            return Checkup.fail(
                    "data",
                    folder + " cannot be written",
                    "give its owner write permission, or name another with --data");
        try {
            var free = Files.getFileStore(existing).getUsableSpace() / MEBIBYTE;
            var found = "%s, %d MiB free".formatted(folder, free);
            if (free < 100) return Checkup.fail("data", found, "make room: dead letters could not be kept");
            if (free < 1024) return Checkup.warn("data", found, "make room: 1 GiB or more is comfortable");
            return Checkup.ok("data", found);
        } catch (IOException e) {
            return Checkup.warn("data", folder + ", free space unknown", "look whether its disk is well");
        }
    }

    static Checkup port(String what, int port, String option) {
        var loopback = InetAddress.getLoopbackAddress();
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback, port));
            return Checkup.ok(what, port + " is free");
        } catch (IOException e) {
            if (answersHealth(port)) return Checkup.ok(what, port + " is held by a running Routewright");
            return Checkup.warn(what, port + " is held by another program", "stop it, or serve with another " + option);
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
    static Checkup model(Shell shell) {
        LocalSettings settings;
        try {
            settings = Settings.of(shell.directory(), shell.environment());
        } catch (Complaint complaint) {
            return Checkup.fail("model", complaint.getMessage(), "correct the setting");
        }
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
