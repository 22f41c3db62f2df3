package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Scenarios.Case;
import dev.routewright.route.Draft;
import dev.routewright.route.Grant;
import dev.routewright.route.Plan;
import dev.routewright.route.Scenario;
import dev.routewright.route.Service;
import dev.routewright.route.Trigger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The trials of a rehearsal, in the order in which they are worth most: what has to happen, outages of every call, what
 * can go wrong with the message, crashes, and whatever else can go wrong with a call.
 */
final class Programme {
    private static final Predicate<Fault> OUTAGES = Fault::isOutage;

    private final Draft draft;
    private final Grant grant;
    private final List<Service> services;
    private final Promised promised;
    private final int largest;
    private final Effects effects;
    private final ExampleTrials written;
    private final Unplanned unplanned;

    /** @param largest bytes of a message, 0 where there is no limit */
    Programme(Draft draft, Grant grant, List<Service> services, Promised promised, int largest) {
        this.draft = draft;
        this.grant = grant;
        this.services = services;
        this.promised = promised;
        this.largest = largest;
        this.effects = new Effects(services);
        this.written = new ExampleTrials(draft, grant, services);
        this.unplanned = new Unplanned(written, grant, services);
    }

    List<Trial> trials() {
        var plan = draft.plan();
        var trials = plan != null && !plan.isInWords() ? typed(plan) : inWords(plan);
        if (trials.isEmpty())
            trials.add(Trial.impossible(
                    draft.name(), Trial.SCENARIO, "The route has no entry by which a message could come in."));
        return trials;
    }

    private List<Trial> typed(Plan plan) {
        var scenarios = new Scenarios(plan, services);
        var cases = scenarios.cases();
        var faults = new Faults(plan, cases, effects);
        var trials = new ArrayList<Trial>();
        cases.forEach(one -> trials.add(scenarios.trial(one)));
        trials.addAll(written.trials());
        trials.addAll(faults.trials(OUTAGES));
        busiest(cases).ifPresent(one -> {
            trials.addAll(ofEntry(visit(plan, one)));
            new MistypedMessage(plan).trial(one).ifPresent(trials::add);
        });
        trials.addAll(faults.seconds());
        trials.addAll(faults.trials(OUTAGES.negate()));
        return trials;
    }

    private List<Trial> inWords(@org.jspecify.annotations.Nullable Plan plan) {
        var trials = new ArrayList<Trial>();
        trials.addAll(written.isEmpty() ? unplanned.smoke() : written.trials());
        trials.addAll(faults(plan, OUTAGES));
        visit().ifPresent(visit -> trials.addAll(ofEntry(visit)));
        trials.addAll(faults(plan, OUTAGES.negate()));
        return trials;
    }

    private List<Trial> faults(@org.jspecify.annotations.Nullable Plan plan, Predicate<Fault> wanted) {
        return plan == null ? unplanned.faults(wanted) : written.faults(unplanned::sample, wanted);
    }

    private List<Trial> ofEntry(Visit visit) {
        var trials = new ArrayList<>(new EntryFaults(visit, promised, effects, draft.plan() != null, largest).trials());
        trials.addAll(new CrashPoints(visit, promised, effects).trials());
        return trials;
    }

    /** The way that does most to the world. */
    private Optional<Case> busiest(List<Case> cases) {
        return cases.stream()
                .filter(one -> one.world().isPresent())
                .max(Comparator.comparingLong(one -> CallOrder.of(one.way().passed()).operations().stream()
                        .filter(effects::isUnsafe)
                        .count()));
    }

    private static Visit visit(Plan plan, Case one) {
        var calls = CallOrder.of(one.way().passed()).operations();
        return new Visit(entry(plan.trigger()), one.message(), one.script(), calls);
    }

    private static Grant.Entry entry(Trigger trigger) {
        if (trigger instanceof Trigger.Http http) return new Grant.Entry("http", http.method(), http.path());
        if (trigger instanceof Trigger.Folder folder) return new Grant.Entry("file", "", folder.folder());
        if (trigger instanceof Trigger.Topic topic) return new Grant.Entry("kafka", "", topic.topic());
        return new Grant.Entry("timer", "", "");
    }

    /** The example that does most while everything goes well; a sample where nobody wrote one. */
    private Optional<Visit> visit() {
        return written.entry().map(entry -> written.examples().stream()
                .filter(Programme::goesWell)
                .max(Comparator.comparingLong(this::unsafeCalls))
                .map(example -> new Visit(
                        entry, written.messages(example).get(0), written.conduct(Optional.of(example)), calls(example)))
                .orElseGet(
                        () -> new Visit(entry, unplanned.sample(entry), written.conduct(Optional.empty()), List.of())));
    }

    /** Calls of the first message; of several messages nobody says which led to which call, unless they are the same. */
    private static List<String> calls(Scenario example) {
        if (example.messages().stream().distinct().count() > 1) return List.of();
        return example.calls().stream().map(Scenario.Call::operation).toList();
    }

    private long unsafeCalls(Scenario example) {
        return example.calls().stream()
                .filter(call -> effects.isUnsafe(call.operation()))
                .count();
    }

    private static boolean goesWell(Scenario example) {
        return !example.messages().isEmpty()
                && example.answers().stream().allMatch(answer -> answer.status() < 400)
                && example.replies().values().stream()
                        .flatMap(List::stream)
                        .allMatch(reply -> reply.status() / 100 == 2);
    }
}
