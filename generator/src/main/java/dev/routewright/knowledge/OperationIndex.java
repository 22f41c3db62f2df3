package dev.routewright.knowledge;

import dev.routewright.route.Operation;
import dev.routewright.route.Operation.Input;
import dev.routewright.route.Operation.Reply;
import dev.routewright.route.Schema;
import dev.routewright.route.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations of some services, to be found by name and by what is written about them. */
final class OperationIndex {
    /** A document may have any number of fields; past these they tell nothing more. */
    private static final int FIELDS = 60;

    private static final int SAID = 600;

    /** A service that says all words of a business in each of its operations must not hide the others. */
    private static final int OF_ONE_SERVICE = 6;

    private static final int CROWD = 5;

    private final List<Service> services;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, Operation> named = new HashMap<>();
    private final TextIndex index;

    /** @param services kept as they are, so that the same list is known again */
    OperationIndex(List<Service> services) {
        this.services = List.copyOf(services);
        var entries = new ArrayList<TextIndex.Entry>();
        this.services.stream().sorted(Comparator.comparing(Service::name)).forEach(service -> {
            for (Operation operation : service.operations()) {
                operations.add(operation);
                entries.add(entry(service, operation));
                name(operation.key(), operation);
                name(operation.kamelet(), operation);
                name("kamelet:" + operation.kamelet(), operation);
            }
        });
        index = new TextIndex(entries);
    }

    boolean isOf(List<Service> others) {
        return services.equals(others);
    }

    /** Operations that are named come first, then those that are written about. */
    List<Operation> find(String text, List<String> terms, int most) {
        var found = new LinkedHashSet<Operation>();
        for (String term : terms) {
            var operation = named.get(term.strip().toLowerCase(Locale.ROOT));
            if (operation != null) found.add(operation);
        }
        var counts = new HashMap<String, Integer>();
        var crowded = new ArrayList<Operation>();
        for (int number : index.find(text, terms, most * CROWD)) {
            var operation = operations.get(number);
            if (counts.merge(operation.service(), 1, Integer::sum) <= OF_ONE_SERVICE) found.add(operation);
            else crowded.add(operation);
        }
        found.addAll(crowded);
        return found.stream().limit(most).toList();
    }

    private void name(String name, Operation operation) {
        named.putIfAbsent(name.toLowerCase(Locale.ROOT), operation);
    }

    private static TextIndex.Entry entry(Service service, Operation operation) {
        var fields = new LinkedHashSet<String>();
        for (Input input : operation.inputs()) {
            fields.add(input.name());
            fields(input.schema(), fields);
        }
        for (Reply reply : operation.replies()) fields(reply.schema(), fields);
        return new TextIndex.Entry(
                service.name() + " " + operation.id(),
                cut(service.title()) + " " + cut(operation.summary()),
                cut(operation.description()),
                cut(service.description()) + " " + String.join(" ", fields));
    }

    private static void fields(@Nullable Schema schema, Set<String> names) {
        if (schema == null || names.size() >= FIELDS) return;
        names.addAll(schema.properties().keySet());
        schema.properties().values().forEach(inner -> fields(inner, names));
        fields(schema.items(), names);
    }

    private static String cut(String text) {
        return text.length() <= SAID ? text : text.substring(0, SAID);
    }
}
