package dev.routewright.web;

import dev.routewright.journal.StoreUnavailable;
import java.net.BindException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** The runtime did not start, and nothing of it is left running. The message is a sentence for an operator. */
public final class StartFailed extends RuntimeException {
    private StartFailed(String message, Throwable cause) {
        super(message, cause);
    }

    /** Finds the reason an operator can do something about in what the framework wraps around it. */
    static StartFailed because(RuntimeException thrown) {
        var sentence = causes(thrown)
                .flatMap(cause -> Stream.ofNullable(sentence(cause)))
                .findFirst()
                .or(() -> causes(thrown)
                        .flatMap(cause -> Stream.ofNullable(unreadable(cause)))
                        .findFirst())
                .orElseGet(
                        () -> ("Routewright did not start by a mistake of its own (%s). Nothing runs, and nothing that "
                                        + "was stored has changed. Start it again with --debug and report what it says.")
                                .formatted(root(thrown).getClass().getSimpleName()));
        return new StartFailed(sentence, thrown);
    }

    private static @Nullable String sentence(Throwable cause) {
        if (cause instanceof StoreUnavailable) return cause.getMessage();
        if (cause instanceof PortInUseException port)
            return ("[port %d] another program is using it. Nothing was started; that program goes on undisturbed. Stop it, "
                            + "or choose another port with server.port.")
                    .formatted(port.getPort());
        if (cause instanceof BindException)
            return "[routewright.ingress] its address and port cannot be used, probably because another program has the "
                    + "port. Nothing was started. Stop that program, or set routewright.ingress.port to another one.";
        if (cause instanceof BindValidationException invalid)
            return invalid.getValidationErrors().getAllErrors().stream()
                    .map(error -> setting(invalid, error))
                    .collect(Collectors.joining(" "));
        if (cause instanceof SettingUnusable || isOurs(cause)) return cause.getMessage();
        return null;
    }

    /** A part of ours that could not be put together and says in a sentence, beginning with its place, why. */
    private static boolean isOurs(Throwable cause) {
        return cause instanceof IllegalStateException
                && cause.getMessage() != null
                && cause.getMessage().startsWith("[")
                && thrownByUs(cause);
    }

    private static boolean thrownByUs(Throwable cause) {
        return cause.getStackTrace().length > 0
                && cause.getStackTrace()[0].getClassName().startsWith("dev.routewright.");
    }

    /** Last, because whatever it wraps says more. */
    private static @Nullable String unreadable(Throwable cause) {
        if (!(cause instanceof org.springframework.boot.context.properties.bind.BindException binding)) return null;
        return "[%s] its value is not usable%s. Nothing was started. docs/configuration.md says what it may be."
                .formatted(binding.getName(), reason(binding));
    }

    private static String setting(BindValidationException invalid, ObjectError error) {
        var prefix = invalid.getValidationErrors().getName().toString();
        var name = error instanceof FieldError field ? prefix + "." + dashed(field.getField()) : prefix;
        var text = error.getDefaultMessage() == null ? "is not usable." : error.getDefaultMessage();
        var value = error instanceof FieldError field && field.getRejectedValue() != null
                ? " \u201c" + field.getRejectedValue() + "\u201d"
                : "";
        return "[%s]%s %s%s"
                .formatted(
                        name,
                        value,
                        text,
                        text.endsWith(".") ? "" : ". Nothing was started. docs/configuration.md says what it may be.");
    }

    private static String dashed(String field) {
        return field.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }

    /** Only sentences of ours; the framework's are for programmers. */
    private static String reason(Throwable unreadable) {
        var root = root(unreadable);
        return root instanceof IllegalArgumentException && thrownByUs(root)
                ? ": " + String.valueOf(root.getMessage()).replaceAll("\\.$", "")
                : "";
    }

    private static Throwable root(Throwable thrown) {
        return causes(thrown).reduce((outer, inner) -> inner).orElse(thrown);
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
    }
}
