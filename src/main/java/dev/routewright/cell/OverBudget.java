package dev.routewright.cell;

/** A message or a version uses more than a cell may. Like {@link OutsideGrant}, no route can catch it away. */
final class OverBudget extends RuntimeException {
    private final String what;

    /** @param what as in "took more than 100000 steps" */
    OverBudget(String what, String setting) {
        super(("The message %s and was stopped. What it did until then stays done; correct the route, or raise "
                        + "routewright.cell.%s if it is meant to.")
                .formatted(what, setting));
        this.what = what;
    }

    private OverBudget(String what) {
        super("The route %s. Nothing was touched; approve a version that does not.".formatted(what));
        this.what = what;
    }

    /** @param what as in "fires timer x more often than every 1000 ms" */
    static OverBudget ofRoute(String what) {
        return new OverBudget(Plain.line(what));
    }

    String what() {
        return what;
    }
}
