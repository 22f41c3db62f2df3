package dev.routewright.cli;

/** Ends a command: its message is a sentence for people and goes to stderr, its code to the shell. */
final class Complaint extends RuntimeException {
    private final int exit;

    Complaint(int exit, String sentence) {
        super(sentence);
        this.exit = exit;
    }

    int exit() {
        return exit;
    }
}
