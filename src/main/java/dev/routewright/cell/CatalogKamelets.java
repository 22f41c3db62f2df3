package dev.routewright.cell;

import dev.routewright.inspection.Permitted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The text of those Kamelets of Camel's catalog that the policy lists. A cell is given the text; where it came from,
 * and what else lies there, no cell can ask for.
 */
public final class CatalogKamelets {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    private final Permitted permitted;
    private final Map<String, Optional<String>> read = new ConcurrentHashMap<>();

    public CatalogKamelets(Permitted permitted) {
        this.permitted = permitted;
    }

    /** @throws OutsideGrant when the policy does not list it */
    public String yaml(String name) {
        if (!permitted.kamelets().containsKey(name) || !NAME.matcher(name).matches())
            throw new OutsideGrant("the Kamelet " + name);
        return read.computeIfAbsent(name, CatalogKamelets::find)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The Kamelet %s is not in the catalog of this runtime.".formatted(name)));
    }

    private static Optional<String> find(String name) {
        try (var in = CatalogKamelets.class.getResourceAsStream("/kamelets/" + name + ".kamelet.yaml")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
