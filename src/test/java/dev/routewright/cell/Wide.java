package dev.routewright.cell;

import dev.routewright.inspection.Permitted;
import dev.routewright.inspection.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The policy of the adversarial corpus, which allows far more than the standard one. */
final class Wide {
    static final Permitted PERMITTED = permitted();

    private Wide() {}

    static Policy policy() {
        try (var in = Wide.class.getResourceAsStream("wide-policy.yaml")) {
            return Policy.read(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Permitted permitted() {
        return policy().permitted();
    }
}
