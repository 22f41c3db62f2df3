package dev.routewright.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routewright.route.Operation;
import dev.routewright.route.Operation.In;
import dev.routewright.route.Operation.Input;
import dev.routewright.route.Operation.Reply;
import dev.routewright.route.Schema;
import dev.routewright.route.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Services as the reader of OpenAPI documents would give them. */
final class Documents {
    private Documents() {}

    /** @param document {@code sandbox}, or anything else for a service with a server */
    static Service stock(String name, String document) {
        if (document.equals("nonsense")) throw new IllegalArgumentException("The document is not OpenAPI 3.");
        var object = Schema.of("object");
        var operations = List.of(
                operation(
                        name,
                        "getStock",
                        "GET",
                        "/stock/{sku}",
                        object,
                        new Input("sku", In.PATH, Schema.of("string"), true),
                        new Input("site", In.QUERY, Schema.of("string"), false),
                        new Input("X-Tenant", In.HEADER, Schema.of("string"), false)),
                operation(
                        name,
                        "reserve",
                        "POST",
                        "/reservations",
                        object,
                        new Input("sku", In.BODY, Schema.of("string"), true),
                        new Input("quantity", In.BODY, Schema.of("integer"), false)),
                operation(
                        name,
                        "pay",
                        "POST",
                        "/payments",
                        object,
                        new Input("Idempotency-Key", In.HEADER, Schema.of("string"), true),
                        new Input("amount", In.BODY, Schema.of("number"), true)),
                operation(
                        name,
                        "rename",
                        "PUT",
                        "/stock/{sku}",
                        object,
                        new Input("sku", In.PATH, Schema.of("string"), true),
                        new Input("sku", In.BODY, Schema.of("string"), true),
                        new Input("name", In.BODY, Schema.of("string"), true)),
                operation(name, "note", "GET", "/note", Schema.of("string")));
        return new Service(
                name,
                "Stock",
                "",
                operations,
                document.equals("sandbox") ? List.of() : List.of("http://stock.test:8080/api", "/relative"),
                document.equals("sandbox"));
    }

    /** @param document what it says about its calls */
    static Service asking(String name, String document) {
        var plain = stock(name, "served");
        return new Service(
                name,
                "",
                "",
                plain.operations(),
                plain.servers(),
                false,
                List.of(),
                Optional.of(document),
                Service.Simulation.PLAIN);
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static Operation operation(
            String service, String id, String method, String path, Schema reply, Input... inputs) {
        var example = reply.type().equals("object")
                ? new java.util.TreeMap<>(Map.of("sku", "EXAMPLE", "available", 5))
                : null;
        return new Operation(
                service, id, "", "", method, path, List.of(inputs), List.of(new Reply(200, "", reply, example)));
    }

    /** Remembers what it is told. */
    static final class ListStore implements ServiceRegistry.Store {
        final List<Stored> stored = new ArrayList<>();
        boolean full;

        @Override
        public List<Stored> load() {
            return List.copyOf(stored);
        }

        @Override
        public void save(Stored service) {
            if (full) throw new IllegalStateException("The store is full.");
            delete(service.name());
            stored.add(service);
        }

        @Override
        public void delete(String name) {
            stored.removeIf(s -> s.name().equals(name));
        }
    }
}
