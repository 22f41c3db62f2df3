package dev.routewright.integration;

import dev.routewright.route.Finding;
import dev.routewright.route.Grant;
import dev.routewright.route.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which live integration holds which entry. Two may not share an HTTP path and method, nor consume one folder: which of
 * them got a message would be chance. A timer belongs to nobody, and a topic may be read by many.
 */
final class Claims {
    private final Map<String, List<Grant.Entry>> held = new HashMap<>();

    /** What stands against these entries, as inspection would say it. */
    synchronized List<Finding> findings(String integration, Grant grant) {
        return grant.entries().stream()
                .flatMap(entry -> holder(integration, entry).stream().map(other -> taken(entry, other)))
                .toList();
    }

    /**
     * Claims the entries beside those the integration holds already.
     *
     * @throws Declined when another integration holds one of them; nothing has changed
     */
    synchronized void add(String integration, Grant grant) {
        for (var entry : grant.entries()) {
            var other = holder(integration, entry);
            if (other.isPresent())
                throw new Declined(
                        Declined.Reason.CONFLICT,
                        ("%s is the entry of the integration %s, which is live. Nothing was loaded; both stay as they were. "
                                        + "Use another entry, or delete %s first.")
                                .formatted(words(entry), other.get(), other.get()));
        }
        var all = new ArrayList<>(held.getOrDefault(integration, List.of()));
        all.addAll(grant.entries());
        held.put(integration, all);
    }

    /** From now on the integration holds exactly these. */
    synchronized void settle(String integration, List<Grant.Entry> entries) {
        if (entries.isEmpty()) held.remove(integration);
        else held.put(integration, List.copyOf(entries));
    }

    private Optional<String> holder(String integration, Grant.Entry entry) {
        return held.entrySet().stream()
                .filter(other -> !other.getKey().equals(integration))
                .filter(other -> other.getValue().stream().anyMatch(one -> clash(one, entry)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean clash(Grant.Entry one, Grant.Entry other) {
        if (!one.kind().equals(other.kind())) return false;
        var sameAddress = plain(one.address()).equals(plain(other.address()));
        return switch (one.kind()) {
            case "http" ->
                sameAddress
                        && (one.method().equalsIgnoreCase(other.method())
                                || one.method().isEmpty()
                                || other.method().isEmpty());
            case "file" -> sameAddress;
            default -> false;
        };
    }

    /** {@code /orders/{id}} and {@code /orders/{no}/} are one address. */
    private static String plain(String address) {
        return address.replaceAll("\\{[^}]*}", "{}").replaceAll("/+$", "");
    }

    private static Finding taken(Grant.Entry entry, String other) {
        return new Finding(
                "entry-taken",
                Severity.ERROR,
                0,
                0,
                null,
                "%s is the entry of the integration %s, which is live.".formatted(words(entry), other),
                "Use another entry, send the description under the name %s to replace it, or delete %s first."
                        .formatted(other, other));
    }

    private static String words(Grant.Entry entry) {
        return entry.kind().equals("http")
                ? (entry.method() + " " + entry.address()).strip()
                : "The folder " + entry.address();
    }
}
