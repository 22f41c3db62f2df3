package dev.routewright.drafting.model;

import dev.routewright.drafting.Drafter.Brief;
import dev.routewright.inspection.Policy;
import dev.routewright.knowledge.Manual;
import dev.routewright.route.Operation;
import dev.routewright.route.Operation.In;
import dev.routewright.route.Operation.Input;
import dev.routewright.route.Operation.Reply;
import dev.routewright.route.Schema;
import dev.routewright.route.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A library that lends books: the integration the tests of drafting are about, with recorded answers of a model. */
final class Library {
    static final Manual MANUAL = new Manual(Policy.standard().vocabulary());
    static final String DESCRIPTION = """
            The reading room posts loans to /loans, such as {"loanId": "L-1", "isbn": "978-1", "reader": "R-7"}. \
            Look the book up in the catalog; when no copy is free, answer 409 with the loanId and the state TAKEN. \
            Otherwise tell the desk and answer 200 with the loanId and the state LENT. \
            If the catalog does not work, answer 503. Thank you!
            """;
    static final String PLAN = read("loan-plan.json");
    static final String ROUTE = read("loan-route.md");

    private Library() {}

    static List<Service> services() {
        return List.of(
                new Service(
                        "catalog",
                        "Catalog",
                        "Books and copies",
                        List.of(operation(
                                "catalog", "findBook", "GET", Map.of("isbn", "string"), Map.of("free", "integer"))),
                        List.of(),
                        false),
                new Service(
                        "desk",
                        "Desk",
                        "Tells librarians",
                        List.of(operation(
                                "desk", "tell", "POST", Map.of("text", "string"), Map.of("noticeId", "string"))),
                        List.of(),
                        false));
    }

    /** Many services nobody needs here, with the two that are needed. */
    static List<Service> services(int many) {
        var all = new ArrayList<>(services());
        for (int n = all.size(); n < many; n++) {
            var name = "branch-" + n;
            var operations = new ArrayList<Operation>();
            for (var id : List.of("open", "close", "count", "report"))
                operations.add(operation(
                        name,
                        id + n,
                        "POST",
                        Map.of("shelf", "string", "amount", "number", "note", "string"),
                        Map.of("ticket", "string", "state", "string")));
            all.add(new Service(name, "Branch " + n, "A branch with shelves of its own", operations, List.of(), false));
        }
        return all;
    }

    private static Operation operation(
            String service, String id, String method, Map<String, String> inputs, Map<String, String> reply) {
        return new Operation(
                service,
                id,
                "Does " + id,
                "",
                method,
                "/" + id,
                inputs.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(input -> new Input(
                                input.getKey(),
                                method.equals("GET") ? In.QUERY : In.BODY,
                                Schema.of(input.getValue()),
                                true))
                        .toList(),
                List.of(new Reply(200, "ok", object(reply), null)));
    }

    private static Schema object(Map<String, String> properties) {
        var schemas = new LinkedHashMap<String, Schema>();
        properties.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(one -> schemas.put(one.getKey(), Schema.of(one.getValue())));
        return new Schema("object", null, "", null, List.of(), schemas, Set.of(), null);
    }

    static Brief brief() {
        return brief(DESCRIPTION);
    }

    static Brief brief(String description) {
        return brief(description, services());
    }

    static Brief brief(String description, List<Service> services) {
        return new Brief("loans", description, services, Map.of(), List.of(), Optional.empty());
    }

    static String read(String name) {
        try (var in = Library.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException(name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
