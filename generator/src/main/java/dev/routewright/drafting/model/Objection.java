package dev.routewright.drafting.model;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * What code has against a model's answer, in words the model can act on.
 *
 * @param place where, such as {@code step pay}
 * @param fatal whether the answer cannot be used while this holds
 */
record Objection(String place, String problem, String remedy, boolean fatal) {
    static Objection error(String place, String problem, String remedy) {
        return new Objection(place, problem, remedy, true);
    }

    static Objection wish(String place, String problem, String remedy) {
        return new Objection(place, problem, remedy, false);
    }

    String text() {
        return "- " + place + ": " + problem + " " + remedy;
    }

    static String text(Collection<Objection> objections) {
        return objections.stream().map(Objection::text).distinct().collect(Collectors.joining("\n"));
    }
}
