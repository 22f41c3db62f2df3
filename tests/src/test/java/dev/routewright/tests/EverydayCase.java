package dev.routewright.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A description and what it promises; one file under {@code everyday/}.
 *
 * @param name of the file, such as {@code 01-stock-or-notify.en}
 * @param live whether it should go live; otherwise it must not, since something essential is missing or contradictory
 * @param entry how it is started: {@code POST /orders}, {@code timer 300 s}, {@code file in/orders},
 *     {@code kafka device.states}, or {@code http} when the description leaves method and path open
 */
record EverydayCase(String name, String description, boolean live, String entry, List<Check> checks) {
    private static final Path FOLDER = Path.of("src", "test", "resources", "everyday");

    /**
     * @param given replies by operation, or {@code down} by service
     * @param when an HTTP request unless it has {@code file}, {@code kafka} or {@code timer}
     */
    record Check(String name, JsonNode given, JsonNode when, JsonNode then) {}

    /** All of them, or those whose names begin as {@code -Deveryday=} says, while one is looked into. */
    static List<EverydayCase> all() {
        var only = System.getProperty("everyday", "");
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().startsWith(only))
                    .sorted()
                    .map(EverydayCase::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EverydayCase read(Path file) {
        var yaml = Documents.yaml(file);
        var checks = new ArrayList<Check>();
        for (var check : yaml.path("checks"))
            checks.add(new Check(
                    check.path("name").asText(), check.path("given"), check.path("when"), check.path("then")));
        return new EverydayCase(
                file.getFileName().toString().replace(".yaml", ""),
                yaml.path("description").asText(),
                yaml.path("expect").asText().equals("live"),
                yaml.path("entry").asText(),
                checks);
    }

    String language() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The topic, folder or period after the first word of the entry; empty when there is none. */
    String entryDetail() {
        return entry.contains(" ") ? entry.substring(entry.indexOf(' ') + 1) : "";
    }

    boolean startsBy(String kind) {
        return entry.startsWith(kind + " ");
    }

    Duration period() {
        return Duration.ofSeconds(Long.parseLong(entryDetail().replace(" s", "")));
    }
}
