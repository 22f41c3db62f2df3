package dev.routewright.knowledge;

import dev.routewright.route.Operation;
import dev.routewright.route.Operation.In;
import dev.routewright.route.Operation.Input;
import dev.routewright.route.Operation.Reply;
import dev.routewright.route.Schema;
import dev.routewright.route.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A company's other services: the same business words, many times over. */
final class Crowd {
    private static final List<String> THINGS = List.of(
            "order",
            "invoice",
            "shipment",
            "customer",
            "ticket",
            "payment",
            "booking",
            "contract",
            "article",
            "supplier",
            "employee",
            "vehicle",
            "meter",
            "patient",
            "claim",
            "policy",
            "account",
            "transfer",
            "campaign",
            "coupon",
            "return",
            "delivery",
            "warehouse",
            "pallet",
            "route",
            "driver",
            "sensor",
            "alarm",
            "incident",
            "document",
            "template",
            "report",
            "budget",
            "forecast",
            "price",
            "tariff",
            "rate",
            "subscription",
            "device",
            "licence",
            "asset",
            "location",
            "appointment",
            "review",
            "message",
            "channel",
            "calendar",
            "survey",
            "lead",
            "offer");
    private static final List<String> KINDS = List.of("registry", "archive", "desk", "planner");
    private static final Map<String, String> VERBS = new LinkedHashMap<>();

    static {
        VERBS.put("list", "GET");
        VERBS.put("get", "GET");
        VERBS.put("create", "POST");
        VERBS.put("update", "PUT");
        VERBS.put("cancel", "POST");
    }

    private Crowd() {}

    static List<Service> of(int count) {
        var services = new ArrayList<Service>();
        for (int n = 0; n < count; n++) {
            String thing = THINGS.get(n % THINGS.size());
            int round = n / THINGS.size();
            String kind = KINDS.get(round % KINDS.size());
            String name = thing + "-" + kind + (round < KINDS.size() ? "" : "-" + round);
            services.add(service(name, thing, kind));
        }
        return services;
    }

    private static Service service(String name, String thing, String kind) {
        var operations = VERBS.entrySet().stream()
                .map(verb -> operation(name, thing, kind, verb.getKey(), verb.getValue()))
                .toList();
        return new Service(
                name,
                capital(thing) + " " + kind,
                "Keeps every %s of the company and its state.".formatted(thing),
                operations,
                List.of("https://%s.example".formatted(name)),
                false);
    }

    private static Operation operation(String service, String thing, String kind, String verb, String method) {
        String id = verb + capital(thing) + (verb.equals("list") ? "s" : "");
        var identity = new Input(thing + "Id", In.PATH, Schema.of("string"), true);
        var amount = new Input("amount", In.BODY, Schema.of("number"), false);
        var note = new Input("note", In.BODY, Schema.of("string"), false);
        var reply = new Reply(
                200, "ok", object(Map.of(thing + "Id", Schema.of("string"), "status", Schema.of("string"))), null);
        return new Operation(
                service,
                id,
                "%s %s in the %s".formatted(capital(verb), verb.equals("list") ? thing + "s" : "a " + thing, kind),
                "",
                method,
                "/" + thing + "s/{" + thing + "Id}",
                method.equals("GET") ? List.of(identity) : List.of(identity, amount, note),
                List.of(reply, new Reply(404, capital(thing) + " unknown", Schema.ANY, null)));
    }

    static Schema object(Map<String, Schema> properties) {
        var sorted = new LinkedHashMap<String, Schema>();
        properties.keySet().stream().sorted().forEach(name -> sorted.put(name, properties.get(name)));
        return new Schema("object", null, "", null, List.of(), sorted, Set.of(), null);
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
