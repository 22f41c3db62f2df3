package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.CellFailed;

/** Why something of Camel's failed, as a sentence. */
final class Reasons {
    private static final int LONGEST = 300;

    private Reasons() {}

    /** Our own sentence where there is one in the chain; otherwise the innermost first line, which names the place. */
    static String of(Throwable failure) {
        var innermost = failure;
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutsideGrant || cause instanceof CellFailed) return cause.getMessage();
            innermost = cause;
        }
        if (innermost instanceof StackOverflowError) return "The route is nested too deeply.";
        var message = innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
        var line = message.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        var text = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        return text.endsWith(".") ? text : text + ".";
    }
}
