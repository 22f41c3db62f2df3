package dev.routewright.plain;

import dev.routewright.route.Operation;
import dev.routewright.route.Schema;
import dev.routewright.route.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Services as their documents would describe them. */
public final class Services {
    private Services() {}

    public static final List<Service> ALL = List.of(
            service(
                    "inventory",
                    operation("inventory", "getStock", "GET", "sku", Map.of("sku", "A-1", "available", 42)),
                    operation("inventory", "reserve", "POST", "sku", Map.of("id", "r-1"))),
            service(
                    "payments",
                    operation("payments", "charge", "POST", "orderId", Map.of("id", "p-1", "status", "paid"))),
            service("shipping", operation("shipping", "ship", "POST", "orderId", Map.of("tracking", "t-1"))),
            service(
                    "credit",
                    operation("credit", "score", "GET", "customer", Map.of("score", 700, "risky", false)),
                    operation("credit", "limit", "GET", "customer", Map.of("amount", 1000.5))),
            service("notify", operation("notify", "send", "POST", "text", Map.of("sent", true))));

    private static Service service(String name, Operation... operations) {
        return new Service(name, name, "", List.of(operations), List.of(), true);
    }

    private static Operation operation(
            String service, String id, String method, String input, Map<String, Object> example) {
        var inputs = List.of(new Operation.Input(input, Operation.In.BODY, Schema.of("string"), false));
        var reply = new Operation.Reply(200, "", object(example), new LinkedHashMap<>(example));
        return new Operation(service, id, id, "", method, "/" + id, inputs, List.of(reply));
    }

    private static Schema object(Map<String, Object> example) {
        var properties = new LinkedHashMap<String, Schema>();
        example.forEach((name, value) -> properties.put(name, Schema.of(type(value))));
        return new Schema("object", null, "", null, List.of(), properties, Set.of(), null);
    }

    private static String type(Object value) {
        if (value instanceof Integer) return "integer";
        if (value instanceof Number) return "number";
        return value instanceof Boolean ? "boolean" : "string";
    }
}
