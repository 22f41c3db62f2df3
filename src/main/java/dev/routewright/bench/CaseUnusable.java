package dev.routewright.bench;

/** A case that cannot be read or says something no case may say. Correct the case; the product has nothing to do with it. */
public final class CaseUnusable extends RuntimeException {
    public CaseUnusable(String sentence) {
        super(sentence);
    }
}
