package dev.routewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordCommandTest {
    @TempDir
    private Path folder;

    @Test
    void printsANewPasswordAndKeepsItsHash() throws IOException {
        var data = Files.createDirectories(folder.resolve("data"));

        var first = Terminals.in(folder).run("password");
        var hash = Files.readString(data.resolve("console.password"));
        var second = Terminals.in(folder).run("password", "--data", data.toString());

        assertThat(first.exit()).isZero();
        assertThat(first.out().strip())
                .matches("[a-z2-9_]{24}")
                .isNotEqualTo(second.out().strip());
        assertThat(first.err()).contains("The old one no longer counts");
        assertThat(hash).startsWith("$2").doesNotContain(first.out().strip());
        assertThat(data.resolve("console.password")).content().isNotEqualTo(hash);
    }

    @Test
    void makesNoDataDirectoryOfItsOwn() {
        var said = Terminals.in(folder).run("password", "--data", "elsewhere");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("There is no data directory ", "Name the one of the server with --data.");
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }
}
