package dev.routewright.integration;

import dev.routewright.knowledge.Tokens;
import java.util.Map;
import java.util.Optional;

/**
 * What a model is writing, in pieces worth telling: not one for each token, and of a long text only the end is kept.
 */
final class Writing {
    private static final int PIECE = 400;
    private static final int KEPT = 4_000;
    private static final long PACE = 250_000_000L;

    private final StringBuilder untold = new StringBuilder();
    private final StringBuilder kept = new StringBuilder();
    private long toldAt = System.nanoTime() - PACE;
    private int tokens;

    /** A piece to tell, when it is time for one. */
    Optional<Map<String, Object>> add(String text) {
        untold.append(text);
        return untold.length() >= PIECE || System.nanoTime() - toldAt >= PACE ? rest() : Optional.empty();
    }

    /** What has not been told yet. */
    Optional<Map<String, Object>> rest() {
        if (untold.isEmpty()) return Optional.empty();
        var text = untold.toString();
        untold.setLength(0);
        kept.append(text);
        if (kept.length() > KEPT) kept.delete(0, kept.length() - KEPT);
        tokens += Tokens.count(text);
        toldAt = System.nanoTime();
        return Optional.of(piece(text));
    }

    boolean isUnderWay() {
        return !kept.isEmpty();
    }

    Map<String, Object> soFar() {
        return piece(kept.toString());
    }

    /** Another text begins. The count goes on: it is of everything written for the version. */
    void end() {
        kept.setLength(0);
    }

    /** A listener that lost pieces sees by the count how much there is. */
    private Map<String, Object> piece(String text) {
        return Map.of("text", text, "tokens", tokens);
    }
}
