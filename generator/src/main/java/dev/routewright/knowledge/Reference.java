package dev.routewright.knowledge;

import dev.routewright.knowledge.OperationText.Said;
import dev.routewright.route.Operation;
import dev.routewright.route.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The documentation of chosen parts and operations for writing a route: one fact a line, the needed first. */
final class Reference {
    /** What every route is made of, whether a plan says so or not. */
    private static final List<String> ALWAYS = List.of(
            "to", "setVariable", "setBody", "setHeader", "removeHeader", "stop", "throwException", "jq", "constant");

    /** No route calls more. */
    private static final int OPERATIONS = 40;

    private final Vocabulary vocabulary;
    private final Notes notes;
    private final CamelWords camel;
    private final ShapeText shapes;
    private final ValueText values;

    Reference(Vocabulary vocabulary, Notes notes, CamelWords camel) {
        this.vocabulary = vocabulary;
        this.notes = notes;
        this.camel = camel;
        this.values = new ValueText(vocabulary);
        this.shapes = new ShapeText(vocabulary, notes, camel, values);
    }

    /** In the order of need: what stands last gives way first. */
    String text(Set<String> parts, List<Operation> operations, List<Service> services, int tokens) {
        var sheet = new Sheet();
        services(operations, services, sheet);
        operations(parts, operations, sheet);
        var steps = chosen(vocabulary.steps().keySet(), parts);
        var implied = ALWAYS.stream()
                .filter(vocabulary.steps()::containsKey)
                .filter(name -> !parts.contains(name))
                .toList();
        var languages = new TreeSet<>(parts);
        languages.addAll(ALWAYS);
        if (shapes.usesSimple(steps)) languages.add("simple");
        chosen(vocabulary.languages().keySet(), languages).forEach(name -> sheet.need(language(name)));
        chosen(vocabulary.components().keySet(), parts).forEach(name -> component(name, sheet));
        chosen(vocabulary.kamelets().keySet(), parts)
                .forEach(name -> sheet.add(join(
                        "kamelet:" + name,
                        shapes.options("kamelet", "", vocabulary.kamelets().get(name), true))));
        steps.forEach(name -> {
            var versions = new String[] {shapes.step(name, true), shapes.step(name, false)};
            if (ALWAYS.contains(name)) sheet.need(versions);
            else sheet.add(versions);
        });
        references(steps, sheet);
        chosen(vocabulary.dataFormats().keySet(), parts).forEach(name -> dataFormat(name, sheet));
        headers(sheet);
        implied.forEach(name -> sheet.need(shapes.step(name, false)));
        sheet.add("every step may have: " + String.join(", ", shapes.common().keySet()));
        sheet.add(shapes.top());
        limits(sheet);
        return sheet.text(tokens);
    }

    /** What a name is for, empty when it is not of the product. */
    String says(String name) {
        if (vocabulary.steps().containsKey(name)) return or(notes.says("steps", name), camel.step(name));
        if (vocabulary.components().containsKey(name)) return or(notes.says("components", name), camel.component(name));
        if (vocabulary.languages().containsKey(name)) return or(notes.says("languages", name), camel.language(name));
        if (vocabulary.dataFormats().containsKey(name))
            return or(notes.says("dataFormats", name), camel.dataFormat(name));
        return "";
    }

    /** What holds for all operations of a service stands where it speaks of itself. */
    private static void services(List<Operation> operations, List<Service> services, Sheet sheet) {
        for (Service service : services) {
            if (operations.stream().noneMatch(one -> one.service().equals(service.name()))) continue;
            if (OperationText.about(service, Said.ALL).isEmpty()) continue;
            var name = "service " + service.name() + "  ";
            sheet.add(
                    name + OperationText.about(service, Said.ALL),
                    name + OperationText.about(service, Said.BEGINNINGS));
        }
    }

    private void operations(Set<String> wanted, List<Operation> operations, Sheet sheet) {
        var all = new LinkedHashSet<>(operations);
        for (var service : BuiltIn.all()) if (wanted.contains(service.name())) all.addAll(service.operations());
        for (Operation operation : all.stream().limit(OPERATIONS).toList()) {
            var name = "kamelet:" + operation.kamelet();
            sheet.need(
                    OperationText.of(name, operation, Said.ALL),
                    OperationText.of(name, operation, Said.BEGINNINGS),
                    OperationText.of(name, operation, Said.NOTHING),
                    OperationText.brief(name, operation));
        }
        if (!all.isEmpty())
            sheet.add(join(
                    "parameters of each of these kamelets",
                    shapes.options("kamelet", "", vocabulary.operation(), true)));
    }

    private void component(String name, Sheet sheet) {
        var component = vocabulary.components().get(name);
        var head = "component " + name + "  " + or(notes.says("components", name), camel.component(name));
        var like = notes.like("components", name);
        if (!like.isEmpty()) head += "\n  e.g. " + like;
        var from = component.from() == null ? null : shapes.options(name, "from ", component.from(), true);
        var to = component.to() == null ? null : shapes.options(name, "to ", component.to(), true);
        var places = places(name);
        sheet.add(
                join(
                        head,
                        "  uri: " + or(notes.uri(name), camel.syntax(name)),
                        places,
                        said(from, "from"),
                        name.equals("kamelet") ? "" : said(to, "to")),
                join(
                        head,
                        places,
                        component.from() == null ? "" : shapes.options(name, "from ", component.from(), false),
                        component.to() == null ? "" : shapes.options(name, "to ", component.to(), false)));
    }

    /** A direction without options is still a direction; one that is missing is told by its absence. */
    private static String said(@org.jspecify.annotations.Nullable String options, String direction) {
        if (options == null) return "  never " + direction;
        return options.isEmpty() ? "  " + direction + " without options" : options;
    }

    private String places(String component) {
        var places = vocabulary.places();
        return switch (component) {
            case "platform-http" ->
                "  paths begin with %s, none of and none below: %s"
                        .formatted(places.prefix(), list(places.reservedPaths()));
            case "file" ->
                "  folders: %s%s"
                        .formatted(
                                list(places.folders()),
                                places.fileNames().isEmpty()
                                        ? ""
                                        : "; in names: "
                                                + places.fileNames().stream()
                                                        .map(name -> "${" + name + "}")
                                                        .collect(Collectors.joining(" ")));
            case "kafka" ->
                "  topics: %s; reserved: %s".formatted(list(places.topics()), list(places.reservedTopics()));
            case "http", "https" -> "  hosts: " + list(places.hosts().keySet());
            default -> "";
        };
    }

    private void references(List<String> steps, Sheet sheet) {
        var attributes = steps.stream()
                .flatMap(step -> vocabulary.steps().get(step).attributes().entrySet().stream())
                .filter(attribute -> attribute.getValue().type().equals("reference"))
                .map(Map.Entry::getKey)
                .distinct()
                .sorted();
        attributes
                .flatMap(attribute -> vocabulary.references().getOrDefault(attribute, Set.of()).stream())
                .distinct()
                .filter(name -> !notes.reference(name).isEmpty())
                .forEach(name -> sheet.add(name + "  " + notes.reference(name)));
    }

    private String language(String name) {
        var language = vocabulary.languages().get(name);
        var head = "language " + name + "  " + or(notes.says("languages", name), camel.language(name))
                + (language.conditions() ? "" : "; not for conditions");
        var functions = language.functions().stream()
                .map(function -> notes.function(name, function))
                .collect(Collectors.joining(" "));
        return join(
                head,
                language.attributes().isEmpty()
                        ? ""
                        : "  attributes: "
                                + language.attributes().entrySet().stream()
                                        .filter(a -> !ValueText.isFixed(a.getValue()))
                                        .map(a -> a.getKey() + " " + values.of(a.getKey(), a.getValue()))
                                        .collect(Collectors.joining("; ")),
                functions.isEmpty() ? "" : "  functions, no others: " + functions);
    }

    private void dataFormat(String name, Sheet sheet) {
        var format = vocabulary.dataFormats().get(name);
        sheet.add(join(
                "format " + name + "  " + or(notes.says("dataFormats", name), camel.dataFormat(name))
                        + (format.unmarshal() ? "" : "; only for marshal"),
                shapes.options(name, "", format.options(), true)));
    }

    private void headers(Sheet sheet) {
        var lines = new ArrayList<String>();
        vocabulary
                .headers()
                .control()
                .forEach((name, value) -> lines.add("  " + name + ": "
                        + Stream.of(values.ofHeader(value), notes.header(name))
                                .filter(said -> !said.isEmpty())
                                .collect(Collectors.joining("; "))));
        sheet.need("headers of Camel that may be set, no others:\n" + String.join("\n", lines));
        sheet.add("headers never set: " + list(vocabulary.headers().forbidden()));
    }

    private void limits(Sheet sheet) {
        var limits = new LinkedHashMap<>(vocabulary.limits());
        sheet.add("limits: "
                + limits.entrySet().stream()
                        .map(limit -> limit.getKey() + " " + limit.getValue())
                        .collect(Collectors.joining(", ")));
        if (!vocabulary.places().reservedIds().isEmpty())
            sheet.add("route ids never: " + list(vocabulary.places().reservedIds()));
    }

    private static List<String> chosen(Collection<String> names, Set<String> wanted) {
        return names.stream().filter(wanted::contains).toList();
    }

    private static String list(Collection<String> names) {
        return String.join(", ", names);
    }

    static String or(String first, String otherwise) {
        return first.isEmpty() ? otherwise : first;
    }

    static String join(String... lines) {
        return Stream.of(lines).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
