package dev.routewright.route;

/**
 * One numbered statement of a description.
 *
 * @param number 1, 2, 3 … in the order of the text
 * @param text the words of the description, unchanged
 */
public record Clause(int number, String text) {}
