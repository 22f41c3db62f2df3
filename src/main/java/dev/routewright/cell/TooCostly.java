package dev.routewright.cell;

/** An expression made more, or went on longer, than one message is worth. Its message fails; the cell goes on. */
final class TooCostly extends RuntimeException {
    TooCostly(String what) {
        super("An expression was stopped: %s. Nothing else was affected; write it so that it makes less."
                .formatted(what));
    }
}
