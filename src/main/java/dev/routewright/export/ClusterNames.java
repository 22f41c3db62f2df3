package dev.routewright.export;

import dev.routewright.integration.Declined;
import dev.routewright.integration.Fingerprint;
import dev.routewright.route.Operation;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The names under which a cluster knows the Kamelets of a version. A cluster takes no capital letters, so that
 * {@code inventory-getStock} is {@code inventory-get-stock} there, and the route is made to say so.
 */
final class ClusterNames {
    private static final Pattern USED = Pattern.compile("(?<![A-Za-z0-9_-])kamelet:([A-Za-z][A-Za-z0-9_-]*)");

    private static final int LONGEST_LABEL = 63;

    private final Map<String, String> names = new TreeMap<>();

    ClusterNames(String integration, Set<String> kamelets) {
        if (integration.endsWith("-"))
            throw new Declined(
                    Declined.Reason.UNUSABLE,
                    ("%s cannot be exported for camel-k: a cluster takes no name that ends with a dash. Nothing was exported. "
                                    + "Hand it in under another name.")
                            .formatted(integration));
        var taken = new TreeMap<String, String>();
        for (var kamelet : kamelets) {
            var name = Operation.clusterName(kamelet);
            var other = taken.put(name, kamelet);
            if (other != null)
                throw new Declined(
                        Declined.Reason.UNUSABLE,
                        ("%s cannot be exported for camel-k: its Kamelets %s and %s would have the same name %s in a cluster. "
                                        + "Nothing was exported. Give one of the operations another operationId.")
                                .formatted(integration, other, kamelet, name));
            names.put(kamelet, name);
        }
    }

    /**
     * What belongs to an integration, by a name of its own. Camel K names volumes after it, whose names have at most 63
     * characters: a longer one is cut, and keeps a sum of the whole so that it stays the only one.
     */
    static String part(String integration, String part) {
        var name = integration + "-" + part;
        if (name.length() <= LONGEST_LABEL) return name;
        var sum = "-%s-%s".formatted(Fingerprint.of(integration).substring(0, 8), part);
        return integration.substring(0, LONGEST_LABEL - sum.length()) + sum;
    }

    String of(String kamelet) {
        return names.getOrDefault(kamelet, kamelet);
    }

    /** A text of the route, with every Kamelet it addresses by the name it has there. */
    String in(String text) {
        return USED.matcher(text)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement("kamelet:" + of(name(found))));
    }

    private static String name(MatchResult found) {
        return found.group(1);
    }
}
