package dev.routewright.deploy;

/**
 * Somebody else has set something that would be overwritten.
 *
 * @param resource such as {@code Integration/order}
 * @param field such as {@code .spec.replicas}, empty for the resource as a whole
 * @param owner who says what it should be: a field manager, or an integration
 */
public record Conflict(String resource, String field, String owner) {
    /** In words. */
    public String sentence() {
        return field.isEmpty()
                ? "%s belongs to %s".formatted(resource, owner)
                : "%s: %s is set by %s".formatted(resource, field, owner);
    }
}
