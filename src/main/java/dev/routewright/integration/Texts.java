package dev.routewright.integration;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text that comes in from outside: readable, not empty, not too long, before anything else looks at it. */
final class Texts {
    static final int DESCRIPTION = 64 << 10;
    static final int ROUTE = 256 << 10;
    static final int DOCUMENT = 2 << 20;
    private static final int ANSWER = 4 << 10;
    private static final int WISH = 8 << 10;

    private Texts() {}

    static String description(String text) {
        if (text.isBlank())
            throw new Declined(
                    Declined.Reason.UNREADABLE,
                    "The description is empty. Nothing was created. Say in a sentence what should happen, and when.");
        return limited("description", text, DESCRIPTION);
    }

    static String route(String yaml) {
        if (yaml.isBlank())
            throw new Declined(
                    Declined.Reason.UNREADABLE,
                    "The route is empty. Nothing was changed. Send one Camel YAML route file.");
        return limited("route", yaml, ROUTE);
    }

    static String document(String text) {
        if (text.isBlank())
            throw new Declined(
                    Declined.Reason.UNREADABLE,
                    "The document is empty. Nothing was changed. Send an OpenAPI 3 document as JSON or YAML.");
        return limited("document", text, DOCUMENT);
    }

    static String wish(String text) {
        if (text.isBlank())
            throw new Declined(
                    Declined.Reason.UNREADABLE,
                    "The change is empty. Nothing was created. Say in a sentence what should be different.");
        return limited("change", text, WISH);
    }

    static String answer(String text) {
        return limited("answer", text, ANSWER);
    }

    /** Strictly: a wrong byte means a wrong encoding, and a guess would change what a person wrote. */
    static String decoded(String what, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Declined(
                    Declined.Reason.UNREADABLE,
                    "The %s is not UTF-8 text. Nothing was changed. Save it as UTF-8.".formatted(what));
        }
    }

    private static String limited(String what, String text, int limit) {
        if (text.getBytes(StandardCharsets.UTF_8).length > limit)
            throw new Declined(
                    Declined.Reason.TOO_LARGE,
                    "The %s is larger than %d KiB. Nothing was changed. Divide it, or say less."
                            .formatted(what, limit >> 10));
        if (text.chars().anyMatch(Texts::isBinary))
            throw new Declined(
                    Declined.Reason.UNREADABLE,
                    "The %s holds control characters, so it is not text. Nothing was changed. Send plain UTF-8 text."
                            .formatted(what));
        return text;
    }

    private static boolean isBinary(int c) {
        return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
    }
}
