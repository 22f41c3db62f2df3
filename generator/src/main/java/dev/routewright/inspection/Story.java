package dev.routewright.inspection;

import java.util.List;
import java.util.stream.Stream;

/**
 * A route file as the resilience rules read it.
 *
 * @param visits every way to every step
 */
record Story(Subject subject, Policy.Content policy, List<Visit> visits, Money money) {
    static Story of(Subject subject, Policy.Content policy) {
        return new Story(subject, policy, Journey.of(subject), new Money(policy, subject.services()));
    }

    Stream<Visit> moving() {
        return visits.stream().filter(money::isMovedBy);
    }

    /** Whether messages that take this way also move money, here or elsewhere. */
    boolean isAboutMoney(Visit visit) {
        return money.isTouchedBy(
                visits.stream().filter(v -> v.start() == visit.start()).toList());
    }

    /** Visits of one step are one finding, whichever way it was reached. */
    Stream<Element> steps(java.util.function.Predicate<Visit> wanted) {
        return visits.stream().filter(wanted).map(Visit::step).distinct();
    }
}
