package dev.routewright.drafting.model;

import dev.routewright.drafting.ClauseCut;
import dev.routewright.drafting.Drafter;
import dev.routewright.knowledge.BuiltIn;
import dev.routewright.knowledge.Examples;
import dev.routewright.knowledge.Manual;
import dev.routewright.knowledge.Tokens;
import dev.routewright.route.Clause;
import dev.routewright.route.Draft;
import dev.routewright.route.Finding;
import dev.routewright.route.Lang;
import dev.routewright.route.Plan;
import dev.routewright.route.Service;
import dev.routewright.route.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Drafts with a language model: first a plan, which code checks, then the route for that plan. A model's words are never
 * believed: a plan that does not cover the clauses or names what is not there goes back, and the route is judged by
 * others afterwards.
 */
public final class ModelDrafter implements Drafter {
    private static final int MOST_TOKENS = 4_000;
    private static final int MOST_CLAUSES = 150;

    private final Model model;
    private final Manual manual;
    private final PlanCheck.ExampleCheck examples;

    public ModelDrafter(Model model, Manual manual) {
        this(model, manual, (trigger, example, services) -> Examples.objections(trigger, List.of(example), services));
    }

    ModelDrafter(Model model, Manual manual, PlanCheck.ExampleCheck examples) {
        this.model = model;
        this.manual = manual;
        this.examples = examples;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public Outcome draft(Brief brief, Listener listener) {
        var talk = new Conversation(model, listener);
        var say = new Words(Lang.of(brief.description()));
        if (brief.description().length() > 16 * MOST_TOKENS || Tokens.count(brief.description()) > MOST_TOKENS)
            return refused("description-too-long", say.tooLong(MOST_TOKENS), List.of(), talk);
        var clauses = ClauseCut.of(brief.description());
        if (clauses.isEmpty()) return refused("description-empty", say.empty(), clauses, talk);
        if (clauses.size() > MOST_CLAUSES)
            return refused("description-too-long", say.tooMany(MOST_CLAUSES), clauses, talk);
        var services = BuiltIn.forPlans(brief.services());
        var previous = brief.previous();
        var planned = previous.map(Draft::plan).filter(Plan::isInWords);
        return planned.isPresent()
                ? repair(brief, previous.orElseThrow(), planned.get(), clauses, services, talk)
                : fresh(brief, clauses, services, talk);
    }

    private Outcome fresh(Brief brief, List<Clause> clauses, List<Service> services, Conversation talk) {
        var say = new Words(Lang.of(brief.description()));
        var live = brief.change().map(change -> change.live().plan()).filter(plan -> continues(plan, clauses));
        var wishes = live.map(plan -> wishes(plan, clauses)).orElse(Set.of());
        var check = live.map(ChangeCheck::new);
        var prompt = new PlanPrompt(brief, services, clauses, live.map(PlanJson::of), wishes);
        var result = new Planner(manual, examples).plan(prompt, talk, text -> check.map(it -> it.settled(text, wishes))
                .orElse(text));
        if (result.refused()) return refused("model-refused", say.refused(), clauses, talk);
        if (result.plan().isEmpty()) {
            var findings = result.objections().stream()
                    .map(objection -> finding(
                            "plan-not-usable", say.about(objection.place()) + objection.problem(), objection.remedy()))
                    .toList();
            return new Outcome.Refused(findings, clauses, talk.effort());
        }
        var text = result.plan().get();
        var questions = AskedAuthor.questions(
                text.questions(),
                clauses,
                Lang.of(brief.description()),
                brief.answers().keySet());
        if (!questions.isEmpty()) return new Outcome.Asking(questions, clauses, talk.effort());
        var plan = PlanMaker.plan(text, clauses, Lang.of(brief.description()));
        talk.stage(brief.change().isPresent() ? "change" : "route");
        return written(brief, plan, new TreeSet<>(text.parts()), clauses, services, talk);
    }

    private Outcome written(
            Brief brief,
            Plan plan,
            Set<String> parts,
            List<Clause> clauses,
            List<Service> services,
            Conversation talk) {
        var occasion = Occasion.of(brief, plan);
        var prompt = new RoutePrompt(brief.name(), plan, clauses, services, parts, occasion.budget());
        var result = new RouteAuthor(talk)
                .write(
                        occasion.purpose(),
                        prompt.messages(manual, occasion.instructions(), occasion.more()),
                        plan,
                        occasion::objections);
        return drafted(brief, plan, result, clauses, talk);
    }

    private Outcome repair(
            Brief brief, Draft previous, Plan plan, List<Clause> clauses, List<Service> services, Conversation talk) {
        talk.stage("repair");
        var occasion = Occasion.of(brief, plan);
        var prompt = new RoutePrompt(brief.name(), plan, clauses, services, Set.of(), occasion.budget());
        var messages = new java.util.ArrayList<>(prompt.messages(manual, occasion.instructions(), occasion.more()));
        messages.add(Conversation.assistant("```yaml\n" + previous.yaml().stripTrailing() + "\n```"));
        messages.add(Conversation.user(RepairPrompt.of(plan, previous.yaml(), brief.findings(), brief.failures())));
        var result = new RouteAuthor(talk).write("repair", messages, plan, occasion::objections);
        var corrected = new Corrections(examples, services, new Words(plan.language()))
                .applied(plan, result.text().flatMap(RouteText::examples), brief.failures());
        return drafted(brief, corrected, result, clauses, talk);
    }

    private Outcome drafted(
            Brief brief, Plan plan, RouteAuthor.Result result, List<Clause> clauses, Conversation talk) {
        var say = new Words(plan.language());
        var yaml = result.text().flatMap(RouteText::yaml);
        if (yaml.isPresent() && !result.refused())
            return new Outcome.Drafted(new Draft(brief.name(), yaml.get(), plan, List.of()), clauses, talk.effort());
        return result.refused()
                ? refused("model-refused", say.refused(), clauses, talk)
                : refused("no-route", say.noRoute(), clauses, talk);
    }

    /** Whether the clauses of a live plan are the first of the new ones, so that their numbers still hold. */
    private static boolean continues(Plan plan, List<Clause> clauses) {
        return plan.isInWords()
                && plan.clauses().size() <= clauses.size()
                && clauses.subList(0, plan.clauses().size()).equals(plan.clauses());
    }

    private static Set<Integer> wishes(Plan plan, List<Clause> clauses) {
        var wishes = new HashSet<Integer>();
        for (int n = plan.clauses().size(); n < clauses.size(); n++)
            wishes.add(clauses.get(n).number());
        return wishes;
    }

    private static Outcome refused(String rule, Words.Sentence said, List<Clause> clauses, Conversation talk) {
        return new Outcome.Refused(List.of(finding(rule, said.problem(), said.remedy())), clauses, talk.effort());
    }

    private static Finding finding(String rule, String problem, String remedy) {
        return new Finding(rule, Severity.ERROR, 0, 0, null, problem, remedy);
    }

    /** Why a route is written: for a plan, or to change one that is live. */
    private record Occasion(Optional<Draft> live, Plan plan, Set<String> changed) {
        static Occasion of(Brief brief, Plan plan) {
            var live = brief.change().map(Change::live);
            var changed =
                    live.map(Draft::plan).filter(Plan::isInWords).map(before -> new ChangeCheck(before).changed(plan));
            return new Occasion(live, plan, changed.orElse(Set.of()));
        }

        String purpose() {
            return live.isPresent() ? "change" : "route";
        }

        String instructions() {
            return live.isPresent() ? Prompts.EDIT : "";
        }

        int budget() {
            return RoutePrompt.BUDGET
                    + live.map(draft -> Tokens.count(draft.yaml())).orElse(0);
        }

        String more() {
            return live.map(draft -> Quoted.data("live-route", draft.yaml().stripTrailing())
                            + Quoted.data("changed", String.join(", ", changed)))
                    .orElse("");
        }

        java.util.List<Objection> objections(String yaml) {
            boolean inWords = live.map(Draft::plan).filter(Plan::isInWords).isPresent();
            return inWords ? ChangeCheck.objections(live.orElseThrow(), changed, yaml) : List.of();
        }
    }
}
