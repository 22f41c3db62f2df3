package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Trial.Message;
import dev.routewright.route.Grant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * A message that goes well, from which messages that do not are made.
 *
 * @param calls operations the plan says it leads to, in order; empty where nobody knows
 */
record Visit(Grant.Entry entry, Message message, Conduct conduct, List<String> calls) {
    private static final String BROKEN = "{\"rehearsal";

    /** What a sender that tries again sends: the same once more, recognisable where somebody asks for a key. */
    Message repeatable() {
        if (!entry.kind().equals("http")) return message;
        var headers = new LinkedHashMap<String, String>();
        headers.put("Idempotency-Key", "rehearsal");
        headers.putAll(message.headers());
        return new Message(message.body(), headers, message.entry());
    }

    /** The services behave to each message as they did to the first. */
    Conduct again() {
        return new Conduct() {
            @Override
            public Stage.Reaction reaction(String operation, String input, int number, List<Attempt> before) {
                return conduct.reaction(operation, input, number, of(number, before));
            }
        };
    }

    private static List<Attempt> of(int number, List<Attempt> attempts) {
        return attempts.stream().filter(one -> one.message() == number).toList();
    }

    /** The message with a text in the place of its JSON; empty when it brings none. */
    Optional<Message> malformed() {
        if (!bringsJson()) return Optional.empty();
        var headers = new LinkedHashMap<>(message.headers());
        if (entry.kind().equals("http")) {
            headers.keySet().removeIf("content-type"::equalsIgnoreCase);
            headers.put("Content-Type", "application/json");
        }
        return Optional.of(new Message(BROKEN, headers, message.entry()));
    }

    private boolean bringsJson() {
        var read = message.body() == null ? null : Json.read(message.body());
        return read instanceof java.util.Map || read instanceof java.util.Collection;
    }

    /** A message of so many bytes and one more; empty when nobody can send one. */
    Optional<Message> oversized(int largest) {
        if (largest <= 0 || !entry.kind().equals("http") || message.body() == null) return Optional.empty();
        var fill = "x".repeat(largest + 1 - "{\"rehearsal\":\"\"}".length());
        return Optional.of(new Message("{\"rehearsal\":\"" + fill + "\"}", message.headers(), message.entry()));
    }

    boolean isCalled() {
        return entry.kind().equals("http");
    }

    /** A timer sends nothing that could be wrong, or come twice. */
    boolean isSentBySomebody() {
        return isCalled() || entry.kind().equals("file") || entry.kind().equals("kafka");
    }
}
