package dev.routewright.export;

import dev.routewright.camel.Manifest;
import dev.routewright.route.Grant;
import dev.routewright.route.Service;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * All that leaves with a version, whatever it leaves for.
 *
 * @param route the text of its file, byte for byte
 * @param kamelets the Kamelets it uses, by name
 * @param services those that are called over the network, by name
 * @param rehearsed what can be played again elsewhere, JSON; worked out only for who wants it
 */
record Departure(
        Manifest manifest,
        String route,
        SortedMap<String, String> kamelets,
        List<Service> services,
        Supplier<byte[]> rehearsed,
        Library library,
        Options options) {
    String name() {
        return manifest.integration();
    }

    boolean hasEntry(String kind) {
        return manifest.grant().entries().stream()
                .anyMatch(entry -> entry.kind().equals(kind));
    }

    List<Grant.Entry> entries() {
        return manifest.grant().entries();
    }

    Settables settables() {
        return new Settables(services, usesTopics());
    }

    /** What somebody has set, empty when nobody has. */
    Optional<String> given(String property) {
        return Optional.ofNullable(options.given().kept().values().get(property));
    }

    boolean usesTopics() {
        return !manifest.grant().topicsRead().isEmpty()
                || !manifest.grant().topicsWritten().isEmpty();
    }
}
