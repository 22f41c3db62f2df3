package dev.routewright.services;

import dev.routewright.services.CallCredentials.Sent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Credentials after a service refused them: a token may be old, and another one good. */
final class Renewed {
    private Renewed() {}

    /** Empty when there is nothing else to try. */
    static Optional<List<Sent>> of(List<Sent> refused) {
        var others = new ArrayList<Sent>();
        boolean any = false;
        for (var sent : refused) {
            var renewal = sent.renewal();
            var other = renewal == null ? Optional.<Sent>empty() : renewed(renewal);
            any |= other.isPresent();
            others.add(other.orElse(sent));
        }
        return any ? Optional.of(others) : Optional.empty();
    }

    /** When there is no other, what the service said stands. */
    private static Optional<Sent> renewed(CallCredentials.Renewal renewal) {
        try {
            return renewal.renewed();
        } catch (CallCredentials.Unavailable none) {
            return Optional.empty();
        }
    }

    /** Whoever reads the answer knows only the credentials of before, and could not take these out of it. */
    static Reply without(Reply reply, List<Sent> credentials) {
        if (reply.status() / 100 == 2) return reply;
        var text = Shown.without(new String(reply.body(), StandardCharsets.UTF_8), credentials);
        return new Reply(reply.status(), text.getBytes(StandardCharsets.UTF_8), reply.retryAfter());
    }
}
