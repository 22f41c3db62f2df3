package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.CellFailed;
import dev.routewright.services.ServiceFailure;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** Why something of Camel's failed, as a sentence. */
final class Reasons {
    private static final int LONGEST = 300;

    private Reasons() {}

    /** Our own sentence where there is one in the chain; otherwise the innermost first line, which names the place. */
    static String of(Throwable failure) {
        var innermost = failure;
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (isOurs(cause)) return cause.getMessage();
            innermost = cause;
        }
        if (innermost instanceof JsonQueryException) return "A jq expression failed: " + line(innermost);
        if (innermost instanceof StackOverflowError) return "The route is nested too deeply.";
        return line(innermost);
    }

    private static boolean isOurs(Throwable cause) {
        return cause instanceof OutsideGrant
                || cause instanceof TooCostly
                || cause instanceof CellFailed
                || cause instanceof ServiceFailure
                || cause instanceof SendFailed;
    }

    private static String line(Throwable failure) {
        var message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        var line = message.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        var text = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        return text.endsWith(".") ? text : text + ".";
    }
}
