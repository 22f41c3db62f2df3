package dev.routewright.cell;

/**
 * A route reached for something its grant does not hold. Nothing was touched. That it is made is what counts: the
 * message being worked on is lost to its route at that moment, whoever catches this afterwards.
 */
final class OutsideGrant extends IllegalArgumentException {
    private final String what;

    OutsideGrant(String what) {
        super("The grant does not allow %s. Nothing was touched; approve a version whose grant holds it."
                .formatted(Plain.line(what)));
        this.what = Plain.line(what);
        Place.here().breach(this);
    }

    /** As in "component exec"; one line, not long. */
    String what() {
        return what;
    }
}
