package dev.routewright.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/configuration.md");

    @Test
    void theReferenceSaysWhatTheRecordsSay() throws IOException {
        var expected = ConfigurationReference.of(Path.of("target/classes"));
        if (Boolean.getBoolean("regenerate")) Files.writeString(REFERENCE, expected);

        assertThat(Files.readString(REFERENCE))
                .as("docs/configuration.md; write it anew with -Dregenerate=true")
                .isEqualTo(expected);
    }

    @Test
    void everyPropertyHasARowWithItsDefaultAndMeaning() throws IOException {
        assertThat(ConfigurationReference.of(Path.of("target/test-classes"))).endsWith("""

                        ## routewright.sample

                        | property | type | default | means |
                        |---|---|---|---|
                        | `base-url` | address |  |  |
                        | `hosts` | list of text |  | who may be called, `*` for all; see \\*.md |
                        | `max-rounds` | number | `3` | how often a draft \\| may be sent back |
                        | `mode` | choice | `ask` | whether it asks |
                        | `timeout` | duration | `30s` | longest wait |

                        ## routewright.sample.tls

                        | property | type | default | means |
                        |---|---|---|---|
                        | `enabled` | boolean | `true` | whether it is used |
                        """);
    }
}
