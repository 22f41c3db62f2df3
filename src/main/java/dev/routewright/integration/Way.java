package dev.routewright.integration;

import dev.routewright.drafting.CredentialsAside;
import dev.routewright.drafting.Drafter;
import dev.routewright.route.Clause;
import dev.routewright.route.Draft;
import dev.routewright.route.Finding;
import dev.routewright.route.Grant;
import dev.routewright.route.Question;
import dev.routewright.route.Service;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Draft, inspect, repair, rehearse: the same for the server and the command line, for descriptions and for routes a
 * person wrote. Loads nothing, keeps nothing, and whatever breaks in a part comes back as an outcome.
 */
public final class Way {
    private final Drafter drafter;
    private final Judge judge;
    private final Rehearsing rehearsing;
    private final Setup setup;

    public Way(Drafter drafter, Judge judge, Rehearsing rehearsing, Setup setup) {
        this.drafter = new CredentialsAside(drafter);
        this.judge = judge;
        this.rehearsing = rehearsing;
        this.setup = setup;
    }

    /**
     * @param maxRounds how often a draft may be made before it is given up
     * @param policy hash of the policy, for provenance
     * @param catalog version of the Camel catalog, for provenance
     * @param camel version of Apache Camel, for provenance
     * @param prices what the calls of a model cost
     */
    public record Setup(int maxRounds, String policy, String catalog, String camel, Prices prices) {}

    /** What tokens cost. */
    @FunctionalInterface
    public interface Prices {
        Prices UNKNOWN = (promptTokens, completionTokens) -> null;

        /** @return null when nobody has said */
        @Nullable
        BigDecimal of(int promptTokens, int completionTokens);
    }

    /**
     * What is to be made into a route.
     *
     * @param answers to earlier questions, by question id
     * @param asked the questions that were answered
     * @param change set when a version that is live is to be changed
     * @param earlier calls of a model for earlier attempts at the same version
     * @param beyond what is wrong with a grant for reasons a route alone does not show, such as an entry that is taken
     */
    public record Commission(
            String name,
            String description,
            List<Service> services,
            Map<String, String> answers,
            List<Question> asked,
            Optional<Drafter.Change> change,
            List<Drafter.ModelCall> earlier,
            Function<Grant, List<Finding>> beyond) {
        public Commission {
            earlier = List.copyOf(earlier);
            asked = List.copyOf(asked);
        }

        public Commission(
                String name,
                String description,
                List<Service> services,
                Map<String, String> answers,
                Function<Grant, List<Finding>> beyond) {
            this(name, description, services, answers, List.of(), Optional.empty(), List.of(), beyond);
        }
    }

    Drafter drafter() {
        return drafter;
    }

    Judge judge() {
        return judge;
    }

    Rehearsing rehearsing() {
        return rehearsing;
    }

    public String drafterName() {
        return drafter.name();
    }

    public Setup setup() {
        return setup;
    }

    public Outcome describe(Commission commission, Progress progress) {
        var trip = Trip.of(commission, this, progress);
        return trip.guarded(() -> draftUntilItStands(commission, trip));
    }

    /**
     * The way of a route a person wrote: as for any draft, but nobody repairs it.
     *
     * @param earlier calls of a model for the version before the person changed it
     */
    public Outcome check(
            Draft draft,
            List<Clause> clauses,
            List<Service> services,
            List<Drafter.ModelCall> earlier,
            Function<Grant, List<Finding>> beyond,
            Progress progress) {
        var trip = Trip.ofAPersonsRoute(this, clauses, services, earlier, beyond, progress);
        return trip.guarded(() -> trip.tryOut(draft) ? new Outcome.Ready(trip.dossier()) : refused(trip));
    }

    private Outcome draftUntilItStands(Commission commission, Trip trip) {
        Set<String> before = Set.of();
        while (true) {
            var drafted = trip.draft(commission);
            var end = drafted.fold(yes -> null, trip::asking, trip::refusing);
            if (end != null) return end;
            if (trip.tryOut(((Drafter.Outcome.Drafted) drafted).draft())) return new Outcome.Ready(trip.dossier());
            var now = trip.complaints();
            if (trip.rounds() >= setup.maxRounds() || now.equals(before)) return refused(trip);
            before = now;
        }
    }

    private static Outcome refused(Trip trip) {
        return new Outcome.Refused(trip.dossier());
    }
}
