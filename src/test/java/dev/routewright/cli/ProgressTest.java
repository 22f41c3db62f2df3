package dev.routewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final AtomicLong now = new AtomicLong();

    @Test
    void saysNothingForASecondThenHowFarItIsAndLeavesNoTrace() {
        var terminal = Terminals.in(Path.of("")).watched();
        try (var progress = new Progress(terminal.shell(), now::get)) {
            progress.at(1, 400);
            assertThat(terminal.err()).isEmpty();
            pass(Duration.ofMillis(1001));
            progress.at(120, 400);
            progress.at(121, 400);
            pass(Duration.ofMillis(201));
            progress.at(200, 400);
        }

        assertThat(terminal.err()).isEqualTo("\rchecked 120 of 400\rchecked 200 of 400\r                  \r");
    }

    @Test
    void neverSpeaksToAFileOrAPipe() {
        var pipe = Terminals.in(Path.of(""));
        try (var progress = new Progress(pipe.shell(), now::get)) {
            pass(Duration.ofMinutes(1));
            progress.at(120, 400);
        }

        assertThat(pipe.err()).isEmpty();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
