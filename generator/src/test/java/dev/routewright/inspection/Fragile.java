package dev.routewright.inspection;

import dev.routewright.route.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Routes under a policy that allows the fragile habits, so that only the resilience rules speak. */
final class Fragile {
    private static final Inspector INSPECTOR = new Inspector(policy());

    private Fragile() {}

    /** Rule, line and step of each finding. */
    static List<String> warnings(String yaml) {
        return findings(yaml).stream()
                .map(f -> "%s %d %s".formatted(f.rule(), f.line(), f.step()))
                .toList();
    }

    static List<String> rules(String yaml) {
        return findings(yaml).stream().map(Finding::rule).distinct().toList();
    }

    static List<Finding> findings(String yaml) {
        return INSPECTOR.inspect(yaml, Routes.SERVICES).findings();
    }

    /** The steps begin in line 5, at the left. */
    static String route(String from, String steps) {
        return """
                - route:
                    id: order
                    from:
                      uri: %s
                      steps:
                %s
                """.formatted(from, steps.stripIndent().strip().indent(8)).stripTrailing() + "\n";
    }

    /** The steps begin in line 5. */
    static String onTopic(String steps) {
        return route("kafka:orders.new", steps);
    }

    static String onRequest(String steps) {
        return route("'platform-http:/orders?httpMethodRestrict=POST'", steps);
    }

    private static Policy policy() {
        try (InputStream in = Fragile.class.getResourceAsStream("resilience-policy.yaml")) {
            return Policy.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
