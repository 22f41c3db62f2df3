package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Way.Goal;
import dev.routewright.rehearsal.Way.Passed;
import dev.routewright.route.Step;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * All ways through a plan, one for each combination of branches. Past the limit not every combination is tried any
 * more, but still every branch.
 */
final class Ways {
    private final int limit;

    Ways(int limit) {
        this.limit = limit;
    }

    List<Way> through(List<Step> steps) {
        return through(steps, "");
    }

    private List<Way> through(List<Step> steps, String item) {
        var ways = List.of(Way.START);
        for (var step : steps) ways = combined(ways, options(step, item));
        return ways;
    }

    private List<Way> combined(List<Way> ways, List<Way> options) {
        var open = ways.stream().filter(way -> !way.ended()).toList();
        var all = new ArrayList<Way>();
        if (ways.size() - open.size() + open.size() * options.size() <= limit) {
            for (var way : ways)
                if (way.ended()) all.add(way);
                else options.forEach(option -> all.add(way.then(option)));
            return all;
        }
        ways.stream().filter(Way::ended).forEach(all::add);
        for (int i = 0; i < Math.max(open.size(), options.size()) && !open.isEmpty(); i++)
            all.add(open.get(i % open.size()).then(options.get(i % options.size())));
        return all;
    }

    private List<Way> options(Step step, String item) {
        if (step instanceof Step.Choice choice) return choice(choice, item);
        if (step instanceof Step.Parallel parallel) return parallel(parallel, item);
        if (step instanceof Step.ForEach each) return each(each, item);
        return List.of(Way.doing(new Passed.Did(step, item), step instanceof Step.Reply));
    }

    private List<Way> choice(Step.Choice choice, String item) {
        var options = new ArrayList<Way>();
        var goals = new ArrayList<Goal>();
        for (var branch : choice.branches()) {
            var here = new ArrayList<>(goals);
            here.add(new Goal(branch.condition(), true, item));
            var decided = Way.deciding(branch.text().isBlank() ? choice.id() : branch.text(), here);
            through(branch.steps(), item).forEach(way -> options.add(decided.then(way)));
            goals.add(new Goal(branch.condition(), false, item));
        }
        var otherwise = Way.deciding(
                "otherwise (%s)".formatted(choice.label().isBlank() ? choice.id() : choice.label()), goals);
        through(choice.otherwise(), item).forEach(way -> options.add(otherwise.then(way)));
        return options;
    }

    private List<Way> parallel(Step.Parallel parallel, String item) {
        var all = List.of(Way.doing(new Passed.AtOnce(List.of()), false));
        for (var branch : parallel.branches()) {
            var next = new ArrayList<Way>();
            var options = through(branch, item);
            for (int i = 0; i < Math.max(all.size(), options.size()); i++)
                next.add(beside(all.get(i % all.size()), options.get(i % options.size())));
            all = next;
        }
        return all;
    }

    private static Way beside(Way others, Way branch) {
        var branches = new ArrayList<>(((Passed.AtOnce) others.passed().get(0)).branches());
        branches.add(branch.passed());
        var decided = new Way(others.decisions(), others.goals(), List.of(), false)
                .then(new Way(branch.decisions(), branch.goals(), List.of(), false));
        return decided.then(Way.doing(new Passed.AtOnce(branches), others.ended() || branch.ended()));
    }

    private List<Way> each(Step.ForEach each, String item) {
        var source = itemSource(each, item);
        return through(each.steps(), source).stream()
                .map(way -> new Way(
                        way.decisions(),
                        way.goals(),
                        List.of(new Passed.Each(each, source, item, way.passed())),
                        way.ended()))
                .toList();
    }

    /** Loops over the same list share one source: what holds for its items in one holds in the other. */
    private static String itemSource(Step.ForEach each, String outer) {
        if (!(each.items() instanceof Value.Field field)) return "item of " + each.id();
        var source = field.source().equals(Value.ITEM) ? outer : field.source();
        return "item of %s.%s".formatted(source, field.path());
    }
}
