package dev.routewright.cell;

/** A route reached for something its grant does not hold. Nothing was touched. */
final class OutsideGrant extends IllegalArgumentException {
    OutsideGrant(String what) {
        super("The grant does not allow %s. Nothing was touched; approve a version whose grant holds it."
                .formatted(what));
    }
}
