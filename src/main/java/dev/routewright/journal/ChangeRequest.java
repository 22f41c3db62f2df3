package dev.routewright.journal;

/**
 * What a person wanted to be different.
 *
 * @param wish the person's words
 * @param base number of the version that was live then and is to be changed
 */
public record ChangeRequest(String wish, int base) {}
