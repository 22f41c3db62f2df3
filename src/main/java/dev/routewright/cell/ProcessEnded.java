package dev.routewright.cell;

/** Thrown on a stage where the process was made to end: whatever it still does, a real one would not have done. */
final class ProcessEnded extends RuntimeException {
    ProcessEnded() {
        super("The process has ended.", null, false, false);
    }
}
