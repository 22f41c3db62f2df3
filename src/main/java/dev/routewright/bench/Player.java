package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.bench.BenchCase.Behaviour;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Plays one behaviour after the other against the running integration and judges each. */
final class Player {
    private static final double WITHIN = 6;
    private static final double SETTLE = 0.4;
    private static final double QUIESCE = 0.6;

    private final World world;
    private Map<TopicPartition, Long> offsets = Map.of();
    private double began;

    Player(World world) {
        this.world = world;
    }

    /** @param number which behaviour of the case it is, from 1 */
    BehaviourResult play(Behaviour behaviour, int number) {
        var values = world.values(number);
        set(behaviour, values);
        List<String> failures;
        try {
            failures = perform(behaviour, values);
        } catch (CaseUnusable | IllegalStateException | UncheckedIOException e) {
            failures = List.of("bench: " + e.getMessage());
        }
        var result = BehaviourResult.of(behaviour.name(), behaviour.kind(), Call.now() - began, failures, world, began);
        Pause.seconds(behaviour.tailS());
        // What was late may still come; it must not be counted for the next one.
        if (!failures.isEmpty()) Pause.seconds(1);
        world.turnAllUp();
        return result;
    }

    private void set(Behaviour behaviour, ObjectNode values) {
        var played = world.played();
        if (played.entryKind().equals("timer")) {
            world.script().load(played.defaults(), MissingNode.getInstance(), values);
            Pause.seconds(played.entry().path("quiesceS").asDouble(QUIESCE));
        }
        world.replies().clear();
        offsets = world.hasTopics() ? world.topics().ends(played.topics()) : Map.of();
        world.turnAllUp();
        world.turn(behaviour.given().path("services"));
        world.script().load(played.defaults(), behaviour.given().path("stubs"), values);
        world.calls().clear();
        began = Call.now();
    }

    private List<String> perform(Behaviour behaviour, ObjectNode values) {
        var steps = new Steps(world, (until, v) -> failures(until, v, true).isEmpty());
        behaviour.when().forEach(step -> steps.perform(step, values));
        var then = behaviour.then();
        var end = Call.now() + then.path("withinS").asDouble(WITHIN);
        while (!failures(then, values, true).isEmpty() && Call.now() <= end) Pause.seconds(0.04);
        Pause.seconds(then.path("settleS").asDouble(SETTLE));
        return failures(then, values, false);
    }

    private List<String> failures(JsonNode then, ObjectNode values, boolean lasting) {
        return Judge.failures(
                Template.fill(then, values),
                new Scene(
                        world.calls().all(),
                        world.replies(),
                        world.data(),
                        world.hasTopics() ? world.topics() : null,
                        offsets,
                        began,
                        world.played().allow(),
                        lasting));
    }

    /** Whether anything is live that should not be. */
    List<String> probe(JsonNode outcome) {
        world.calls().clear();
        world.replies().clear();
        began = Call.now();
        var values = world.values(0);
        var steps = new Steps(world, (until, v) -> failures(until, v, true).isEmpty());
        outcome.path("probe").forEach(step -> steps.perform(step, values));
        Pause.seconds(outcome.path("settleS").asDouble(0.5));
        var failures = new ArrayList<String>();
        world.calls().all().stream()
                .findFirst()
                .ifPresent(call -> failures.add("an integration is live although it should not be: " + call.name()));
        world.replies().all().stream()
                .filter(Reply::isGood)
                .forEach(reply ->
                        failures.add("the entry answers %d although nothing should be live".formatted(reply.status())));
        return failures;
    }
}
