package dev.routewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderWithoutCasesIsAMistakeOfTheCommandLine() {
        var said = Terminals.in(folder).run("bench", ".");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("holds no case.").contains("docs/bench.md");
    }

    @Test
    void optionsOutOfRangeAreNamedWithWhatTheyTake() {
        assertThat(said("--lang", "fr")).startsWith("--lang is fr; it takes en, zh or both.");
        assertThat(said("--times", "0")).startsWith("--times is 0; it takes 1 or more.");
        assertThat(said("--crowd", "-1")).startsWith("--crowd is -1; it takes 0 to 2000.");
        assertThat(said("--parallel", "99")).startsWith("--parallel is 99; it takes 1 to 16.");
        assertThat(said("--wait", "0")).startsWith("--wait is 0; it takes 1 or more.");
        assertThat(said("--ports", "80")).startsWith("--ports is 80; it takes 1024 to 65000.");
    }

    @Test
    void helpSaysWhatItDoesAndShowsHow() {
        assertThat(Terminals.in(folder).run("bench", "--help").out())
                .contains("judge what becomes of them")
                .contains("--crowd=N")
                .contains("routewright bench cases --times 3 --json result.json")
                .contains("Exit code 0: everything passed");
    }

    private String said(String... options) {
        var all = new ArrayList<>(List.of("bench", "."));
        all.addAll(List.of(options));
        var said = Terminals.in(folder).run(all.toArray(String[]::new));
        assertThat(said.exit()).isEqualTo(2);
        return said.err();
    }
}
