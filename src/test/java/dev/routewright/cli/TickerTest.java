package dev.routewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TickerTest {
    private final AtomicLong now = new AtomicLong();

    @Test
    void whatIsQuickIsQuiet() {
        var terminal = Terminals.in(Path.of("")).watched();
        try (var ticker = new Ticker(terminal.shell(), "order/1", now::get)) {
            ticker.stage("plan");
            ticker.counted(100);
        }

        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void onATerminalTheTokensAreCountedAndTheLineGoesAway() {
        var terminal = Terminals.in(Path.of("")).watched();
        try (var ticker = new Ticker(terminal.shell(), "order/1", now::get)) {
            ticker.stage("plan");
            pass(Duration.ofSeconds(2));
            ticker.counted(1200);
            ticker.counted(1201);
            pass(Duration.ofSeconds(1));
            ticker.stage("route\u001b[2J");
        }

        assertThat(terminal.err())
                .isEqualTo("order/1: plan\n\rorder/1: plan, 1,200 tokens, 2 s\r" + " ".repeat(32) + "\r"
                        + "order/1: route\uFFFD[2J\n\rorder/1: route\uFFFD[2J, 1,201 tokens, 3 s\r"
                        + " ".repeat(37) + "\r");
    }

    @Test
    void aPipeHearsTheStagesAndNothingThatMoves() {
        var pipe = Terminals.in(Path.of(""));
        try (var ticker = new Ticker(pipe.shell(), "order.md", now::get)) {
            ticker.stage("plan");
            pass(Duration.ofSeconds(2));
            ticker.token("- route:");
            ticker.stage("route");
            ticker.stage("route");
        }

        assertThat(pipe.err()).isEqualTo("order.md: plan\norder.md: route\n");
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
