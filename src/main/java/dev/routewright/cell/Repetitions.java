package dev.routewright.cell;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.routewright.services.Memory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a repeated request as the first one was answered, when its caller says by an {@code Idempotency-Key} that it
 * is the same. The key is claimed in the store before the message is let in, and bound to the answer before the caller
 * hears it. A message that was not taken in, or not kept, frees its key; so does the end of the process.
 */
final class Repetitions {
    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Logger LOG = LoggerFactory.getLogger(Repetitions.class);
    private static final Set<String> METHODS = Set.of("POST", "PATCH");
    private static final int LONGEST = 255;

    private static final HttpAnswer UNUSABLE = HttpAnswer.problem(
            400,
            "The Idempotency-Key cannot be used",
            "It is sent once and has 1 to 255 visible characters. Nothing was done.");
    private static final HttpAnswer UNDER_WAY = HttpAnswer.problem(
                    409,
                    "Still under way",
                    "A request with this Idempotency-Key is under way. Nothing was done a second time; ask again in a moment.")
            .with("Retry-After", "1");
    private static final HttpAnswer OTHER_REQUEST = HttpAnswer.problem(
            422,
            "Another request",
            "This Idempotency-Key was used for another request. Nothing was done; use a new key for a new request.");
    private static final HttpAnswer NOT_NOW = HttpAnswer.problem(
                    503,
                    "Not now",
                    "The Idempotency-Key cannot be remembered right now. Nothing was done; send it again in a moment.")
            .with("Retry-After", "5");

    private final Memory memory;
    private final Duration keep;

    Repetitions(Memory memory, Duration keep) {
        this.memory = memory;
        this.keep = keep;
    }

    /**
     * One request of a caller.
     *
     * @param template of the entry's path
     * @param uri path and query as they came
     * @param keys all values of the header
     */
    record Request(String method, String template, String uri, List<String> keys, byte @Nullable [] body) {}

    /** Empty when nobody asked for it, or the route looks after it. */
    Optional<Claim> claim(Cell cell, Request request) {
        if (request.keys().isEmpty() || !METHODS.contains(request.method()) || cell.readsIdempotencyKey())
            return Optional.empty();
        var key = request.keys().size() == 1 ? plain(request.keys().get(0)) : "";
        if (key.isEmpty()) return Optional.of(new Claim(UNUSABLE));
        var entry = entry(cell.integration(), request.method(), request.template(), key);
        var owner = UUID.randomUUID().toString();
        try {
            var claim = memory.begin(entry, owner, keep);
            return Optional.of(
                    switch (claim.state()) {
                        case NEW -> new Claim(entry, owner, fingerprint(request));
                        case IN_PROGRESS -> new Claim(UNDER_WAY);
                        case DONE -> new Claim(again(claim.value(), fingerprint(request)));
                    });
        } catch (RuntimeException noStore) {
            LOG.warn(
                    "[{}] an Idempotency-Key is not remembered, so its request was turned away: {}",
                    cell.integration(),
                    Reasons.of(noStore));
            return Optional.of(new Claim(NOT_NOW));
        }
    }

    /** What was kept under the key as a dead letter has gone through now: who asks again gets the real answer. */
    void wentThrough(Cell cell, HttpEntry entry, CellRuntime.Message message, HttpAnswer answer) {
        var key = plain(Headers.get(message.headers(), HEADER));
        if (key.isEmpty() || !METHODS.contains(message.entry().method()) || cell.readsIdempotencyKey()) return;
        var name = entry(cell.integration(), message.entry().method(), entry.path(), key);
        try {
            var first = memory.get(name).map(FirstAnswer::read).filter(FirstAnswer::kept);
            if (first.isPresent())
                memory.complete(
                        name,
                        FirstAnswer.of(first.get().fingerprint(), answer, false).json(),
                        null);
        } catch (RuntimeException | JsonProcessingException stays) {
            LOG.warn(
                    "[{}] the first answer stays bound to an Idempotency-Key: {}",
                    cell.integration(),
                    Reasons.of(stays));
        }
    }

    private static HttpAnswer again(@Nullable String value, String fingerprint) {
        var first = FirstAnswer.read(value == null ? "" : value);
        return first.fingerprint().equals(fingerprint) ? first.again() : OTHER_REQUEST;
    }

    /** A place of their own, so that callers cannot fill up what the routes remember. */
    private static Memory.Entry entry(String integration, String method, String template, String key) {
        return new Memory.Entry(
                "#" + hash(text(integration)).substring(0, 40),
                "idempotency " + hash(text(method), text(template), text(key)));
    }

    private static String fingerprint(Request request) {
        var body = request.body();
        return hash(text(request.method()), text(request.uri()), body == null ? new byte[0] : body);
    }

    /** The value of the header, which is a quoted string to the standard and often is not. Empty when it is unusable. */
    private static String plain(String value) {
        var key = value.strip();
        if (key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"")) key = key.substring(1, key.length() - 1);
        return key.length() <= LONGEST && key.chars().allMatch(c -> c >= ' ' && c <= '~') ? key.strip() : "";
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(byte[]... parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                sha.update(ByteBuffer.allocate(4).putInt(part.length).array());
                sha.update(part);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }

    /** The right to do the work of a key, or the answer for whoever does not have it. */
    final class Claim {
        private final Memory.@Nullable Entry entry;
        private final String owner;
        private final String fingerprint;
        private final @Nullable HttpAnswer answer;

        private Claim(Memory.Entry entry, String owner, String fingerprint) {
            this.entry = entry;
            this.owner = owner;
            this.fingerprint = fingerprint;
            this.answer = null;
        }

        private Claim(HttpAnswer answer) {
            this.entry = null;
            this.owner = "";
            this.fingerprint = "";
            this.answer = answer;
        }

        Optional<HttpAnswer> answer() {
            return Optional.ofNullable(answer);
        }

        /** The message was not let in. */
        void free() {
            if (entry != null) memory.ended(owner);
        }

        /** @param passage null when the message was not let in */
        void ended(HttpAnswer got, @Nullable Passage passage) {
            if (entry == null) return;
            if (passage == null || !binds(got, passage)) {
                free();
                return;
            }
            try {
                boolean kept = passage.outcome().kind() == Passage.Kind.KEPT;
                memory.complete(entry, FirstAnswer.of(fingerprint, got, kept).json(), null);
            } catch (RuntimeException | JsonProcessingException notBound) {
                // Whoever asks again hears that it is under way: better than doing it twice.
                LOG.warn("[idempotency] an answer could not be bound to its key: {}", Reasons.of(notBound));
            }
        }

        /** Whether doing it again would, or might, do something twice. */
        private static boolean binds(HttpAnswer got, Passage passage) {
            return switch (passage.outcome().kind()) {
                case DONE -> !(passage.isUntouched() && (got.status() >= 500 || got.status() == 429));
                case KEPT -> true;
                case REFUSED, LOST -> false;
            };
        }
    }
}
