package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.CellFailed;
import dev.routewright.services.ServiceFailure;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;

/** Why something of Camel's failed, as a sentence. */
final class Reasons {
    private static final int LONGEST = 300;
    /** Of a chain of causes, which a library may have tied into a circle. */
    private static final int DEEPEST = 50;

    private Reasons() {}

    /** Our own sentence where there is one in the chain; otherwise the innermost first line, which names the place. */
    static String of(Throwable failure) {
        var innermost = failure;
        int seen = 0;
        for (var cause = failure; cause != null && seen++ < DEEPEST; cause = cause.getCause()) {
            if (isOurs(cause)) return cause.getMessage();
            innermost = cause;
        }
        if (innermost instanceof JsonQueryException) return "A jq expression failed: " + line(innermost);
        if (innermost instanceof HttpOperationFailedException answer) return line(answer);
        if (innermost instanceof StackOverflowError) return "The route is nested too deeply.";
        return line(innermost);
    }

    /** The attempt to reach outside the grant behind a failure, if that is what it is. */
    static @Nullable OutsideGrant outsideGrant(Throwable failure) {
        return behind(failure, OutsideGrant.class);
    }

    static @Nullable OverBudget overBudget(Throwable failure) {
        return behind(failure, OverBudget.class);
    }

    private static <T> @Nullable T behind(Throwable failure, Class<T> type) {
        int seen = 0;
        for (var cause = failure; cause != null && seen++ < DEEPEST; cause = cause.getCause())
            if (type.isInstance(cause)) return type.cast(cause);
        return null;
    }

    private static boolean isOurs(Throwable cause) {
        return cause instanceof OutsideGrant
                || cause instanceof OverBudget
                || cause instanceof TooCostly
                || cause instanceof CellFailed
                || cause instanceof ServiceFailure
                || cause instanceof SendFailed;
    }

    /** Without path and query, where names and secrets may stand. */
    private static String line(HttpOperationFailedException answer) {
        var target = answer.getUri().replaceFirst("^(https?://[^/?#]*).*", "$1");
        boolean redirect = answer.getStatusCode() / 100 == 3;
        return "[%s] The host answered with %s."
                .formatted(
                        target,
                        redirect
                                ? "a redirect (%d), which is not followed".formatted(answer.getStatusCode())
                                : "status " + answer.getStatusCode());
    }

    private static String line(Throwable failure) {
        var message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        var line = message.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        var text = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        return text.endsWith(".") ? text : text + ".";
    }
}
