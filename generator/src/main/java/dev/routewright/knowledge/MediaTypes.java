package dev.routewright.knowledge;

import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which of the documented contents is JSON. */
final class MediaTypes {
    private MediaTypes() {}

    /** What may be sent as {@code application/json}; a patch or vendor type would be answered with 415. */
    static Optional<MediaType> sendable(Content content) {
        return first(content, type -> type.equals("application/json"))
                .or(() -> first(content, type -> type.equals("application/*") || type.equals("*/*")));
    }

    static Optional<MediaType> readable(Content content) {
        return sendable(content)
                .or(() -> first(content, type -> type.matches("(application|text)/([a-z0-9.-]+\\+)?json")));
    }

    static String named(Content content) {
        return Texts.line(String.join(", ", content.keySet()), 80);
    }

    private static Optional<MediaType> first(Content content, Predicate<String> wanted) {
        return content.entrySet().stream()
                .filter(entry -> wanted.test(plain(entry.getKey())))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String plain(String type) {
        return type.split(";")[0].strip().toLowerCase(Locale.ROOT);
    }
}
