package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Way.Passed;
import dev.routewright.route.Operation;
import dev.routewright.route.Plan;
import dev.routewright.route.Schema;
import dev.routewright.route.Service;
import dev.routewright.route.Step;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The plain values a plan's scenarios start from: samples of the message, documented examples of the replies. */
final class Samples {
    private final Plan plan;
    private final Map<String, Operation> operations;
    private final Map<String, Operation> results = new HashMap<>();

    Samples(Plan plan, List<Service> services) {
        this.plan = plan;
        this.operations = services.stream()
                .flatMap(service -> service.operations().stream())
                .collect(Collectors.toMap(Operation::key, Function.identity(), (first, second) -> first));
        plan.allSteps().forEach(step -> {
            if (step instanceof Step.Call call && operations.containsKey(call.key()))
                results.put(call.result(), operations.get(call.key()));
        });
    }

    Optional<Operation> operation(Step.Call call) {
        return Optional.ofNullable(operations.get(call.key()));
    }

    World world(Way way) {
        var roots = new LinkedHashMap<String, Object>();
        roots.put(Value.MESSAGE, message());
        results.forEach((result, operation) ->
                roots.put(result, Script.example(operation).body()));
        var world = new World(roots);
        for (var each : way.loops().toList()) world = withItem(world, each);
        for (var did : way.steps().toList())
            if (did.step() instanceof Step.Call call) world = withInputs(world, call, did.item());
        return world;
    }

    private Object message() {
        Object message = new LinkedHashMap<String, Object>();
        for (var field : plan.message().entrySet())
            message = Tree.with(message, field.getKey(), field.getValue().sample());
        return message == null ? Map.of() : message;
    }

    private World withItem(World world, Passed.Each each) {
        if (!(Solver.named(each.step().items(), each.outer()) instanceof Value.Field list)) return world;
        var sample = Tree.get(world.root(list.source()), list.path());
        if (sample instanceof Collection<?> items && !items.isEmpty())
            return world.with(each.item(), "", items.iterator().next());
        var items = schema(list, Map.of()).items();
        return world.with(each.item(), "", items == null ? new LinkedHashMap<String, Object>() : items.sample());
    }

    /** Fields nobody described, but which are passed on to an operation, look the way the operation wants them. */
    private World withInputs(World world, Step.Call call, String item) {
        for (var input : call.inputs().entrySet()) {
            if (!(Solver.named(input.getValue(), item) instanceof Value.Field field)
                    || field.path().isEmpty()) continue;
            boolean ours =
                    field.source().equals(Value.MESSAGE) || field.source().equals(item);
            if (!ours || world.value(field, item) != null) continue;
            var schema = operation(call)
                    .flatMap(o -> o.input(input.getKey()))
                    .map(Operation.Input::schema)
                    .orElse(Schema.of("string"));
            world = world.with(field.source(), field.path(), schema.sample());
        }
        return world;
    }

    /** The world with every list made of its item. */
    World listed(World world, Way way) {
        var loops = new ArrayList<>(way.loops().toList());
        Collections.reverse(loops);
        for (var each : loops)
            if (Solver.named(each.step().items(), each.outer()) instanceof Value.Field list)
                world = world.with(list.source(), list.path(), Tree.pair(world.root(each.item())));
        return world;
    }

    Function<Value.Field, Schema> schemas(Way way) {
        var lists = new HashMap<String, Value.Field>();
        way.loops().forEach(each -> {
            if (Solver.named(each.step().items(), each.outer()) instanceof Value.Field list)
                lists.put(each.item(), list);
        });
        return field -> schema(field, lists);
    }

    private Schema schema(Value.Field field, Map<String, Value.Field> lists) {
        if (field.source().equals(Value.MESSAGE)) return described(field.path());
        if (results.containsKey(field.source()))
            return at(
                    results.get(field.source())
                            .success()
                            .map(Operation.Reply::schema)
                            .orElse(null),
                    field.path());
        var list = lists.get(field.source());
        return list == null ? Schema.ANY : at(schema(list, lists).items(), field.path());
    }

    private Schema described(String path) {
        for (var known = path; ; known = known.substring(0, known.lastIndexOf('.'))) {
            var schema = plan.message().get(known);
            if (schema != null) return at(schema, path.equals(known) ? "" : path.substring(known.length() + 1));
            if (known.indexOf('.') < 0) return Schema.ANY;
        }
    }

    private static Schema at(@Nullable Schema schema, String path) {
        if (schema == null) return Schema.ANY;
        return path.isEmpty() ? schema : schema.at(path).orElse(Schema.ANY);
    }
}
