package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Stage.Reaction;

/** What is done to a call to see what becomes of the message. */
enum Fault {
    REFUSES("refuses the connection", new Reaction.Refuses()),
    HANGS("does not answer in time", new Reaction.Hangs()),
    FAILS("answers 500", new Reaction.Replies(500, "{\"error\":\"rehearsal\"}")),
    NOT_FOUND("answers 404", new Reaction.Replies(404, "{\"error\":\"rehearsal\"}")),
    MALFORMED("answers 200 with a text that is not JSON", new Reaction.Replies(200, "<rehearsal>")),
    EMPTY("answers 200 with nothing", new Reaction.Replies(200, ""));

    private final String words;
    private final Reaction reaction;

    Fault(String words, Reaction reaction) {
        this.words = words;
        this.reaction = reaction;
    }

    Reaction reaction() {
        return reaction;
    }

    /** {@code inventory.getStock refuses the connection}. */
    String injectedInto(String operation) {
        return operation + " " + words;
    }

    /** Whether a route that needs nothing from the reply may rightly take it for a success. */
    boolean isBadReply() {
        return this == MALFORMED || this == EMPTY;
    }
}
