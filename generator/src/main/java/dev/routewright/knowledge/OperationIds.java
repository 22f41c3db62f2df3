package dev.routewright.knowledge;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names for the operations of one document: what its author called them as far as a Kamelet, a file name and a grant
 * can be called that, otherwise one made of method and path.
 */
final class OperationIds {
    private static final int MAX_LENGTH = 64;

    private final Set<String> taken = new HashSet<>();

    String next(@Nullable String operationId, String method, String path) {
        String wanted = operationId == null ? "" : camelCase(operationId);
        if (wanted.isEmpty())
            wanted = method.toLowerCase(Locale.ROOT) + capital(camelCase(path.replaceAll("\\{([^{}]*)}", " by $1")));
        if (!Character.isLetter(wanted.charAt(0))) wanted = "op" + wanted;
        if (wanted.length() > MAX_LENGTH) wanted = wanted.substring(0, MAX_LENGTH);
        String id = wanted;
        // ids that differ in case only would meet as soon as they become file names or Kubernetes resources
        for (int n = 2; !taken.add(id.toLowerCase(Locale.ROOT)); n++) id = wanted + "_" + n;
        return id;
    }

    private static String camelCase(String text) {
        var name = new StringBuilder();
        for (String word : text.split("[^A-Za-z0-9_]+")) name.append(name.isEmpty() ? word : capital(word));
        return name.toString();
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
