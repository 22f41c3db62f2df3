package dev.routewright.knowledge;

import dev.routewright.knowledge.OperationText.Said;
import dev.routewright.route.Operation;
import dev.routewright.route.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The services of a plan prompt: all of them in full when they fit, otherwise a directory of services and the details
 * of what seems to be needed.
 */
final class Listing {
    /** Operations worth showing in detail; nobody plans with more. */
    private static final int DETAILED = 40;

    private static final double DIRECTORY = 0.45;

    private final List<Service> services;
    private final OperationIndexes indexes;

    Listing(List<Service> services, OperationIndexes indexes) {
        this.services = services;
        this.indexes = indexes;
    }

    String text(String text, List<String> search, int tokens) {
        var ordered =
                services.stream().sorted(Comparator.comparing(Service::name)).toList();
        for (var said : Said.values()) {
            var all = whole(ordered, said, tokens);
            if (!all.isEmpty()) return all;
        }
        var found = indexes.of(services).find(text, search, DETAILED);
        var directory = directory(ordered, found, (int) (tokens * DIRECTORY));
        var details = details(found, tokens - Tokens.count(directory) - 1);
        return Sheet.cut(details.isEmpty() ? directory : directory + "\n" + details, tokens);
    }

    /** Empty when it does not fit; stops as soon as that is clear, since documents can be huge. */
    private static String whole(List<Service> services, Said said, int tokens) {
        var blocks = new ArrayList<String>();
        int cost = 0;
        for (Service service : services) {
            if (service.operations().isEmpty()) continue;
            var head = head(service, said);
            cost += Tokens.count(head) + 1;
            blocks.add(head);
            for (Operation operation : service.operations()) {
                if (cost > tokens) return "";
                var block = OperationText.of(operation.key(), operation, said);
                cost += Tokens.count(block) + 1;
                blocks.add(block);
            }
        }
        var all = String.join("\n", blocks);
        return cost > tokens || Tokens.count(all) > tokens ? "" : all;
    }

    private static String head(Service service, Said said) {
        var about = OperationText.about(service, said);
        return "service " + service.name() + "  " + OperationText.quoted(service.title(), 60)
                + (about.isEmpty() ? "" : "  " + about)
                + credential(service);
    }

    /** All services when their names fit, else those that were found and then as many as fit. */
    private static String directory(List<Service> services, List<Operation> found, int tokens) {
        var wanted = found.stream().map(Operation::service).collect(Collectors.toCollection(LinkedHashSet::new));
        wanted.add(BuiltIn.MEMORY);
        var byName = new LinkedHashMap<String, Service>();
        services.forEach(service -> byName.put(service.name(), service));
        wanted.retainAll(byName.keySet());
        Set<String> ranked = new LinkedHashSet<>(wanted);
        ranked.addAll(byName.keySet());
        int left = tokens - 30;
        var shown = new HashSet<String>();
        for (String name : ranked) {
            left -= Tokens.count(line(byName.get(name))) + 1;
            if (left < 0) break;
            shown.add(name);
        }
        var lines = new ArrayList<String>();
        byName.forEach((name, service) -> {
            if (shown.contains(name)) lines.add(line(service));
        });
        int more = byName.size() - shown.size();
        return "services, %d of %d%s:\n%s"
                .formatted(
                        shown.size(),
                        byName.size(),
                        more == 0 ? "" : " (search terms show others)",
                        String.join("\n", lines));
    }

    private static String line(Service service) {
        var title = OperationText.quoted(service.title(), 60);
        return "- " + service.name()
                + (title.equalsIgnoreCase('"' + service.name().replace('-', ' ') + '"') ? "" : ": " + title)
                + credential(service);
    }

    private static String details(List<Operation> found, int tokens) {
        var sheet = new Sheet();
        sheet.need("operations that may be needed:");
        for (Operation operation : found)
            sheet.add(
                    OperationText.of(operation.key(), operation, Said.ALL),
                    OperationText.of(operation.key(), operation, Said.BEGINNINGS),
                    OperationText.of(operation.key(), operation, Said.NOTHING),
                    OperationText.title(operation.key(), operation));
        return sheet.text(tokens);
    }

    /** Whether its document asks for a credential: a model that does not know better writes one. */
    private static String credential(Service service) {
        return service.security().isEmpty() ? "" : "  (credential: added by the runtime, never write it)";
    }
}
