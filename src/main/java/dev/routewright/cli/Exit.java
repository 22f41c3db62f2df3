package dev.routewright.cli;

/** What a command says to the shell that called it. Documented in docs/operations.md; never renumbered. */
final class Exit {
    static final int OK = 0;
    /** Something was refused: a finding, a failed rehearsal, a request the server turned down. */
    static final int REFUSED = 1;
    /** The command line itself is wrong, or names a file that is not there. */
    static final int USAGE = 2;
    /** No Routewright answered, or no model where one drafts. */
    static final int UNREACHABLE = 3;
    /** The description leaves something open that only its author can say. */
    static final int NEEDS_ANSWERS = 4;

    private Exit() {}
}
