package dev.routewright.journal;

import dev.routewright.cell.CellRuntime;
import dev.routewright.outbox.Begun;
import dev.routewright.outbox.Call;
import dev.routewright.outbox.Letters;
import dev.routewright.route.Grant;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of calls that nobody waited for, among the dead letters and in the journal. */
public final class OutboxLetters implements Letters {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxLetters.class);

    private final DeadLetterStore letters;
    private final Journal journal;

    public OutboxLetters(DeadLetterStore letters, Journal journal) {
        this.letters = letters;
        this.journal = journal;
    }

    /** A kept call is a message of its own: its entry is the operation, its body the inputs. */
    @Override
    public String keep(Call call, String cause) {
        var message = new CellRuntime.Message(
                new Grant.Entry(Call.ENTRY, "", call.key()),
                Map.of("Idempotency-Key", call.id()),
                call.input().getBytes(StandardCharsets.UTF_8));
        return letters.keep(
                new CellRuntime.Failure(call.integration(), call.version(), call.id(), message, null, cause));
    }

    @Override
    public void note(String letter, String cause) {
        letters.note(letter, cause);
    }

    @Override
    public void undone(Begun begun, String sentence) {
        var what = begun.letter() == null ? begun.exchangeId() : begun.letter();
        try {
            journal.append("runtime", "compensate", begun.integration() + "/" + what, sentence);
        } catch (RuntimeException notWritten) {
            LOG.warn(
                    "[{}] what was undone of message {} is not in the journal: {}",
                    begun.integration(),
                    what,
                    sentence);
        }
    }
}
