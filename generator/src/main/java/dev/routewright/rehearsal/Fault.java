package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Stage.Reaction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What can go wrong with a call, the most frequent first: a rehearsal that comes to its limits has tried these with every
 * call.
 */
enum Fault {
    REFUSES("refuses the connection", new Reaction.Refuses()),
    HANGS("does not answer in time", new Reaction.Hangs()),
    FAILS("answers 500", trouble(500)),
    /** Without a member its document says is always there. What it replies depends on the operation. */
    LACKS("leaves out", null),
    /** With a member of another type than its document says. What it replies depends on the operation. */
    MISTYPES("mistypes", null),
    MALFORMED("answers 200 with a text that is not JSON", new Reaction.Replies(200, "<rehearsal>")),
    BUSY(
            "answers 429 and asks to be left alone for 2 s",
            new Reaction.Replies(429, "{\"error\":\"rehearsal\"}", Duration.ofSeconds(2))),
    UNAVAILABLE("answers 503", trouble(503)),
    RESTS("is left alone, because its circuit is open", new Reaction.Rests()),
    UNKNOWN("has a name that nobody knows", new Reaction.Unknown()),
    NOT_FOUND("answers 404", trouble(404)),
    EMPTY("answers 200 with nothing", new Reaction.Replies(200, ""));

    private final String words;
    private final @Nullable Reaction reaction;

    Fault(String words, @Nullable Reaction reaction) {
        this.words = words;
        this.reaction = reaction;
    }

    private static Reaction trouble(int status) {
        return new Reaction.Replies(status, "{\"error\":\"rehearsal\"}");
    }

    /** Whether it does the same to every operation. */
    boolean isPlain() {
        return reaction != null;
    }

    Injection injection() {
        if (reaction == null) throw new IllegalStateException("What the reply is depends on the operation.");
        return new Injection(this, words, reaction);
    }

    /** Whether a route that needs nothing from the reply may rightly take it for a success. */
    boolean isBadReply() {
        return this == MALFORMED || this == EMPTY || breaksSchema();
    }

    /** Whether the reply can be read and is not what the document says. */
    boolean breaksSchema() {
        return this == LACKS || this == MISTYPES;
    }

    /** Whether the service is out of order in a way everybody expects to happen. */
    boolean isOutage() {
        return this == REFUSES || this == HANGS || this == FAILS;
    }

    /** Whether the service may have done what it was asked, although nobody has heard so. */
    boolean mayHaveWorked() {
        return this == HANGS || this == FAILS || this == MALFORMED || this == EMPTY;
    }
}
