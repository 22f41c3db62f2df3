package dev.routewright.deploy;

/**
 * Why something does not run.
 *
 * @param what where and what, in a sentence without its full stop
 * @param remedy what to do, empty when there is nothing to say
 */
public record Cause(String what, String remedy) {
    public String sentence() {
        return remedy.isEmpty() ? what + "." : "%s. %s.".formatted(what, remedy);
    }
}
