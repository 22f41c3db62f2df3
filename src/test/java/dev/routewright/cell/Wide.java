package dev.routewright.cell;

import dev.routewright.inspection.Permitted;
import dev.routewright.inspection.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The policy of the adversarial corpus, which allows far more than the standard one, and the corpus itself. */
final class Wide {
    static final Policy POLICY = policy();
    static final Permitted PERMITTED = POLICY.permitted();
    static final Path CORPUS = Path.of("../generator/src/test/resources/dev/routewright/inspection/adversarial");
    /** Written by ourselves, for the same policy. */
    static final Path OUR_CORPUS = Path.of("../generator/src/test/resources/dev/routewright/inspection/corpus");

    private Wide() {}

    private static Policy policy() {
        try (var in = Files.newInputStream(Path.of("../tests/adversarial/policy.yaml"))) {
            return Policy.read(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
