package dev.routewright.inspection;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A route file as the resilience rules read it.
 *
 * @param visits every way to every step
 * @param movingMoney those of them that come to a step that moves money
 * @param aboutMoney routes and sections from where messages come to a step that moves money, or that read about it
 */
record Story(
        Subject subject,
        Policy.Content policy,
        List<Visit> visits,
        Money money,
        List<Visit> movingMoney,
        Set<Element> aboutMoney) {
    static Story of(Subject subject, Policy.Content policy) {
        var visits = Journey.of(subject);
        var money = new Money(policy, subject.services());
        Set<Element> aboutMoney = Collections.newSetFromMap(new IdentityHashMap<>());
        visits.stream().filter(money::isTouchedBy).map(Visit::start).forEach(aboutMoney::add);
        var moving = visits.stream().filter(money::isMovedBy).toList();
        return new Story(subject, policy, visits, money, moving, aboutMoney);
    }

    Stream<Visit> moving() {
        return movingMoney.stream();
    }

    /** Whether messages that take this way also move money, here or elsewhere. */
    boolean isAboutMoney(Visit visit) {
        return aboutMoney.contains(visit.start());
    }
}
