package dev.routewright.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.journal.Json;
import dev.routewright.rehearsal.Rerun;
import dev.routewright.route.Evidence;
import dev.routewright.route.Operation;
import dev.routewright.route.Service;
import dev.routewright.services.AsSent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a rehearsal as data for a test that sends real requests and answers real calls. What differs from run to
 * run, as moments and random identifiers do, is left open.
 */
final class Rehearsed {
    /** A build that takes minutes is a build nobody runs. */
    static final int MOST = 20;

    private static final String KEY = "idempotency-key";

    private final String route;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    Rehearsed(String route, List<Service> services) {
        this.route = route;
        services.forEach(service -> service.operations().forEach(one -> operations.put(one.key(), one)));
    }

    String json(List<Rerun> reruns) {
        try {
            return Json.MAPPER
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(reruns.stream()
                            .map(this::scenario)
                            .flatMap(Optional::stream)
                            .toList())
                    .replace("\r\n", "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The rehearsal cannot be written.", e);
        }
    }

    /** Empty when a call could not be sent over HTTP as it was seen. */
    private Optional<Map<String, Object>> scenario(Rerun run) {
        var open = new LeftOpen(known(run));
        if (isHalfRefused(run)) return Optional.empty();
        var calls = new ArrayList<Object>();
        for (var call : run.calls()) {
            var sent = sent(call);
            if (sent.isEmpty()) return Optional.empty();
            calls.add(call(call, sent.get(), open));
        }
        var scenario = new Mapping();
        scenario.put("name", run.injected().isEmpty() ? run.name() : run.injected());
        scenario.put("messages", run.messages().stream().map(this::message).toList());
        scenario.put("calls", calls);
        scenario.put(
                "answers",
                run.answers().stream().map(answer -> answer(answer, open)).toList());
        scenario.put(
                "delivered",
                run.deliveries().stream().map(one -> delivered(one, open)).toList());
        scenario.put("deadLetters", run.kept());
        return Optional.of(scenario);
    }

    /** A server is there or is not: none refuses one connection and takes the next. */
    private static boolean isHalfRefused(Rerun run) {
        return run.calls().stream().filter(call -> call.status() == 0).anyMatch(refused -> run.calls().stream()
                .anyMatch(call -> call.status() != 0 && service(call).equals(service(refused))));
    }

    private static String service(Rerun.Call call) {
        return call.operation().substring(0, call.operation().indexOf('.'));
    }

    private Optional<AsSent> sent(Rerun.Call call) {
        var operation = operations.get(call.operation());
        if (operation == null) return Optional.empty();
        try {
            return Json.MAPPER.readTree(call.input()) instanceof ObjectNode input
                    ? AsSent.of(operation, input)
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> call(Rerun.Call call, AsSent sent, LeftOpen open) {
        return new Mapping()
                .and("operation", call.operation())
                .and("service", service(call))
                .and("method", sent.method())
                .and("target", open.in(sent.target()))
                .and("body", open.in(sent.body()))
                .and("status", call.status())
                .and("reply", call.body());
    }

    private Map<String, Object> message(Rerun.Message message) {
        var entry = message.entry();
        var request = new Request(entry.address(), withoutKey(message.headers()));
        return new Mapping()
                .and("entry", entry.kind())
                .and("method", entry.method())
                .and("address", entry.kind().equals("http") ? request.target() : entry.address())
                .and("headers", entry.kind().equals("http") ? request.headers() : message.headers())
                .and("body", message.body());
    }

    /**
     * A stage has no door that answers a repeated request by itself, and a route that does not name the key was rehearsed
     * as if there were none.
     */
    private Map<String, String> withoutKey(Map<String, String> headers) {
        if (route.toLowerCase(Locale.ROOT).contains(KEY)) return headers;
        var others = new LinkedHashMap<>(headers);
        others.keySet().removeIf(KEY::equalsIgnoreCase);
        return others;
    }

    private static Map<String, Object> answer(Evidence.Answer answer, LeftOpen open) {
        return new Mapping()
                .and("status", answer.status())
                .and("type", answer.contentType())
                .and("body", open.in(answer.body()));
    }

    private static Map<String, Object> delivered(Evidence.Delivery delivery, LeftOpen open) {
        return new Mapping()
                .and("target", open.in(delivery.target()))
                .and("key", open.in(delivery.key()))
                .and("content", open.in(delivery.content()));
    }

    /** Everything that is the same each time. */
    private List<@Nullable String> known(Rerun run) {
        var known = new ArrayList<@Nullable String>();
        known.add(route);
        run.messages().forEach(message -> {
            known.add(message.body());
            known.addAll(message.headers().values());
        });
        run.calls().forEach(call -> known.add(call.body()));
        return known;
    }
}
