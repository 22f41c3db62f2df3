package dev.routewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Whoever does not know a command asks it. */
class HelpTest {
    @TempDir
    Path folder;

    static Stream<List<String>> commands() {
        var all = new ArrayList<List<String>>();
        collect(RoutewrightCommand.in(Terminals.in(Path.of("")).shell()), List.of(), all);
        return all.stream();
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> all) {
        all.add(path);
        command.getSubcommands().forEach((name, below) -> {
            var longer = new ArrayList<>(path);
            longer.add(name);
            collect(below, longer, all);
        });
    }

    @ParameterizedTest(name = "routewright {0}")
    @MethodSource("commands")
    void everyCommandHasHelp(List<String> command) {
        for (var option : List.of("-h", "--help")) {
            var called = new ArrayList<>(command);
            called.add(option);

            var said = Terminals.in(folder).run(called.toArray(String[]::new));

            assertThat(said.exit()).as(option).isZero();
            assertThat(said.err()).isEmpty();
            assertThat(said.out())
                    .contains("Usage: "
                            + String.join(" ", called.subList(0, command.size()))
                                    .transform(path -> ("routewright " + path).strip()));
        }
    }
}
