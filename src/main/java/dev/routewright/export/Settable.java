package dev.routewright.export;

/**
 * Something that may be set about a version where it runs.
 *
 * @param name such as {@code routewright.data-dir}
 * @param says half a sentence that says what it is
 * @param standard what holds unless it is set, empty for nothing
 * @param mandatory whether it does not run unless this is set
 */
public record Settable(String name, String says, String standard, boolean mandatory) {}
