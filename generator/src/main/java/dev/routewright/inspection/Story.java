package dev.routewright.inspection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A route file as the resilience rules read it: every way to every step, and what each rule asks of all of them, looked
 * up once, so that no rule walks all ways for each of its steps.
 */
final class Story {
    /** What a failure can come back to. */
    private static final Set<String> GUARDS = Set.of("doTry", "circuitBreaker");

    private final Subject subject;
    private final Policy.Content policy;
    private final Journey.Log journey;
    private final Money money;
    private final List<Visit> moving = new ArrayList<>();
    private final List<Visit> touching = new ArrayList<>();
    private final Set<Visit> awaited = new HashSet<>();
    private final Set<Element> aboutMoney = new HashSet<>();
    private final Set<Element> aroundMoney = new HashSet<>();
    private final Set<Element> aroundCalls = new HashSet<>();
    private final Set<Element> aroundDeliveries = new HashSet<>();
    private final Map<Element, List<Visit>> failing = new HashMap<>();

    private Story(Subject subject, Policy.Content policy) {
        this.subject = subject;
        this.policy = policy;
        this.journey = Journey.of(subject);
        this.money = new Money(policy, subject.services());
        for (var visit : journey.visits()) {
            boolean moves = money.isMovedBy(visit);
            if (moves) moving.add(visit);
            if (moves) visit.around().forEach(a -> aroundMoney.add(a.element()));
            if (visit.calls().findAny().isPresent()) called(visit);
            if (!money.isTouchedBy(visit)) continue;
            touching.add(visit);
            aboutMoney.add(visit.start());
            if (hasCaller(visit)) awaited.add(visit);
        }
    }

    static Story of(Subject subject, Policy.Content policy) {
        return new Story(subject, policy);
    }

    private void called(Visit visit) {
        visit.around().forEach(a -> aroundCalls.add(a.element()));
        if (delivers(visit)) {
            aroundDeliveries.add(visit.step());
            visit.around().forEach(a -> aroundDeliveries.add(a.element()));
        }
        var around = visit.around();
        for (int i = around.size() - 1; i >= 0 && !Visit.detaches(around.get(i)); i--)
            if (around.get(i).part().equals("steps")
                    && GUARDS.contains(around.get(i).element().kind()))
                failing.computeIfAbsent(around.get(i).element(), e -> new ArrayList<>())
                        .add(visit);
    }

    private static boolean delivers(Visit visit) {
        return visit.calls().anyMatch(call -> !call.scheme().equals("log"));
    }

    private static boolean hasCaller(Visit visit) {
        return !visit.isDetached()
                && visit.entry()
                        .anyMatch(e ->
                                e.scheme().equals("platform-http") || e.scheme().equals("direct"));
    }

    Subject subject() {
        return subject;
    }

    Policy.Content policy() {
        return policy;
    }

    /** Whether every way was walked to its end. */
    boolean isComplete() {
        return journey.complete();
    }

    /** Every way to every step. */
    List<Visit> visits() {
        return journey.visits();
    }

    Money money() {
        return money;
    }

    /** Ways to steps that move money. */
    Stream<Visit> moving() {
        return moving.stream();
    }

    /** Those, and ways to all steps of a route that reads about money. */
    Stream<Visit> touching() {
        return touching.stream();
    }

    boolean hasMoney() {
        return !aboutMoney.isEmpty();
    }

    /** Whether messages that take this way also move money, here or elsewhere. */
    boolean isAboutMoney(Visit visit) {
        return aboutMoney.contains(visit.start());
    }

    boolean isAroundMoney(Element element) {
        return aroundMoney.contains(element);
    }

    boolean isAroundCalls(Element element) {
        return aroundCalls.contains(element);
    }

    /** Whether the step or something inside sends to more than a log. */
    boolean delivers(Element step) {
        return aroundDeliveries.contains(step);
    }

    /** Ways to calls whose failure comes back to a try or breaker. */
    Stream<Visit> failingInto(Element guard) {
        return failing.getOrDefault(guard, List.of()).stream();
    }

    /** Those of them that move money. */
    List<Visit> moneyFailingInto(Element guard) {
        return failingInto(guard).filter(money::isMovedBy).toList();
    }

    /** Whether somebody waits for the answer on each of these ways about money. */
    boolean haveCaller(List<Visit> visits) {
        return awaited.containsAll(visits);
    }
}
