package dev.routewright.drafting.model;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.routewright.drafting.model.Model.Message;
import dev.routewright.drafting.model.Model.Prompt;
import dev.routewright.drafting.model.Model.Role;
import dev.routewright.drafting.model.ModelServer.Reply;
import dev.routewright.drafting.model.ModelSettings.Limits;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** The key goes to the endpoint and nowhere else, however badly the endpoint behaves. */
class KeyTest {
    private static final String KEY = "canary-key-7Q9zX2";

    @ParameterizedTest
    @EnumSource
    void appearsInNoMessageLogOrText(WireFormat format) {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var level = root.getLevel();
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.ALL);
        var seen = new ArrayList<String>();
        try {
            for (Reply reply : repeatingTheKey(format)) seen.add(outcome(format, reply));
        } finally {
            root.setLevel(level);
            root.detachAppender(log);
        }
        log.list.forEach(event -> seen.add(event.getFormattedMessage() + " " + event.getThrowableProxy()));

        assertThat(seen).hasSizeGreaterThan(8).noneMatch(text -> text.contains(KEY) || text.contains("7Q9zX2"));
    }

    private static List<Reply> repeatingTheKey(WireFormat format) {
        return List.of(
                WireFormat.status(401, "", "Incorrect API key provided: " + KEY),
                WireFormat.status(400, "", "bad header Bearer " + KEY),
                WireFormat.status(404, "", KEY),
                WireFormat.status(500, "", "trace: " + KEY),
                WireFormat.status(500, "", "cut: cana***7Q9zX2"),
                WireFormat.status(429, "", KEY),
                format.lostAfter("a"),
                format.saying("ok"));
    }

    private static String outcome(WireFormat format, Reply reply) {
        try (var server = ModelServer.replying(reply)) {
            var settings = ModelSettings.of(format.provider(), server.url(), "some-model", KEY)
                    .withLimits(new Limits(
                            Duration.ofSeconds(5), Duration.ofSeconds(5), 0, 1, 5, Duration.ofSeconds(1), 1_000));
            try (var model = Models.open(settings)) {
                var said = settings + " " + model + " " + model.name();
                try {
                    var prompt = new Prompt("plan", List.of(new Message(Role.USER, "Plan.")), Optional.empty(), 9);
                    return said + model.ask(prompt, token -> {});
                } catch (ModelUnavailable failure) {
                    var trace = new StringWriter();
                    failure.printStackTrace(new PrintWriter(trace));
                    return said + trace;
                }
            }
        }
    }
}
