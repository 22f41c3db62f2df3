package dev.routewright.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.services.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of an outbox does. */
public abstract class OutboxContract {
    private static final Asked TWICE =
            new Asked(Optional.of(1), Optional.of(Duration.ofMillis(500)), Optional.empty(), Optional.empty());

    private OutboxStore outbox;

    protected abstract OutboxStore open();

    @BeforeEach
    void begin() {
        outbox = open();
    }

    protected static Call aCall(String operation) {
        return new Call(UUID.randomUUID().toString(), "orders", 3, "stock", operation, "{\"id\":1}", TWICE);
    }

    private static Begun aMessage(String id) {
        return new Begun(id, "orders", 3, "X-1", null);
    }

    private static List<String> operations(List<Waiting> calls) {
        return calls.stream().map(one -> one.call().operation()).toList();
    }

    private Instant later() {
        return Instant.now().plusSeconds(60);
    }

    @Test
    void whatIsNotedIsNotDue() {
        outbox.open(aMessage("m"), aCall("first"));
        outbox.note("m", aCall("second"));

        assertThat(outbox.due(later(), 10)).isEmpty();
        assertThat(outbox.nextDue()).isEmpty();
        assertThat(outbox.list("orders", 10)).isEmpty();
        assertThat(outbox.waiting()).isEmpty();
        assertThat(operations(outbox.of("m"))).containsExactly("second", "first");
        assertThat(outbox.sagas()).containsExactly(aMessage("m"));
    }

    @Test
    void aMessageThatEndedWellLeavesNothing() {
        outbox.open(aMessage("m"), aCall("first"));

        outbox.ended("m");

        assertThat(outbox.of("m")).isEmpty();
        assertThat(outbox.sagas()).isEmpty();
    }

    @Test
    void whatAFailedMessageNotedIsDueAndWhatWasDoneIsRemembered() {
        outbox.open(aMessage("m"), aCall("first"));
        outbox.note("m", aCall("second"));
        outbox.doing("m", "stock.reserve");

        outbox.undo("m", "letter", "It failed.");
        outbox.note("m", aCall("third"));
        var due = outbox.due(later(), 10);
        outbox.done(due.get(0));
        outbox.givenUp(due.get(1), "other");

        assertThat(operations(due)).containsExactly("first", "second", "third");
        assertThat(outbox.isUndoing("letter")).isTrue();
        assertThat(operations(outbox.of("m"))).containsExactly("third");
        assertThat(outbox.saga("m"))
                .contains(new Begun(
                        "m",
                        "orders",
                        3,
                        "X-1",
                        "letter",
                        "stock.reserve",
                        true,
                        "It failed.",
                        List.of("stock.first"),
                        List.of("stock.second (kept as other)")));
        outbox.forget("m");
        assertThat(outbox.isUndoing("letter")).isFalse();
    }

    @Test
    void whatCouldNotBeUndoneGoesOnByItselfWhenTheMessageEndsWell() {
        outbox.open(aMessage("m"), aCall("first"));
        outbox.note("m", aCall("second"));
        outbox.later(outbox.of("m").get(1), Instant.now(), "It was busy.");

        outbox.ended("m");

        var left = outbox.due(later(), 10);
        assertThat(operations(left)).containsExactly("first");
        assertThat(left.get(0).saga()).isNull();
        assertThat(left.get(0).undoes()).isTrue();
        assertThat(left.get(0).lastError()).isEqualTo("It was busy.");
        assertThat(left.get(0).attempts()).isEqualTo(1);
    }

    @Test
    void aCallIsAsItWasAccepted() {
        var call = aCall("ship");
        outbox.accept(call);

        var waiting = outbox.find("orders", call.id()).orElseThrow();

        assertThat(waiting.call()).isEqualTo(call);
        assertThat(waiting.undoes()).isFalse();
        assertThat(outbox.waiting()).isEqualTo(Map.of("orders", 1L));
        outbox.later(waiting, later(), "It was busy.");
        assertThat(outbox.due(Instant.now(), 10)).isEmpty();
        assertThat(outbox.retry("orders", call.id(), Instant.now())).isTrue();
        assertThat(outbox.due(Instant.now().plusSeconds(1), 10)).hasSize(1);
        assertThat(outbox.delete("others", call.id())).isFalse();
        assertThat(outbox.delete("orders", call.id())).isTrue();
        assertThat(outbox.retry("orders", call.id(), Instant.now())).isFalse();
    }
}
