package dev.routewright.drafting.offline;

import static dev.routewright.drafting.offline.Node.constant;
import static dev.routewright.drafting.offline.Node.jq;
import static dev.routewright.drafting.offline.Node.setBody;
import static dev.routewright.drafting.offline.Node.setVariable;

import dev.routewright.route.Plan;
import dev.routewright.route.Schema;
import dev.routewright.route.Trigger;
import dev.routewright.route.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where messages come in, and the steps that make the variable and the body {@code message} of what came. */
final class Entrance {
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final String MESSAGE = "variable(\"message\")";

    private final String route;
    private final Plan plan;
    private final Names names;

    Entrance(String route, Plan plan, Names names) {
        this.route = route;
        this.plan = plan;
        this.names = names;
    }

    /** The {@code from} of the route, its steps still to be added. */
    Node from() {
        var trigger = plan.trigger();
        if (trigger instanceof Trigger.Http http)
            return from("platform-http:" + Places.path(http.path()), Node.of("httpMethodRestrict", method(http)));
        if (trigger instanceof Trigger.Timer timer)
            return from(
                    "timer:" + route,
                    Node.of("period", Math.max(1, timer.every().toMillis())));
        if (trigger instanceof Trigger.Cron cron)
            return from("quartz:" + route, Node.of("cron", Places.cron(cron.cron())));
        if (trigger instanceof Trigger.Topic topic) return Node.of("uri", "kafka:" + Places.topic(topic.topic()));
        var folder = (Trigger.Folder) trigger;
        var from = Node.of("uri", "file:" + Places.folder(folder.folder()));
        return folder.suffix().isEmpty()
                ? from
                : from.with(
                        "parameters",
                        Node.of("include", ".*" + Places.suffix(folder.suffix()).replace(".", "[.]")));
    }

    private static Node from(String uri, Node parameters) {
        return Node.of("uri", uri).with("parameters", parameters);
    }

    List<Node> opening() {
        var trigger = plan.trigger();
        if (trigger instanceof Trigger.Http http) return http(http);
        if (trigger instanceof Trigger.Folder folder)
            return file(folder.suffix().toLowerCase(Locale.ROOT));
        return trigger instanceof Trigger.Topic ? List.of(message(".")) : List.of(empty(), message("."));
    }

    private List<Node> http(Trigger.Http http) {
        var fields = parameters(http);
        if (!hasBody(http)) return List.of(empty(), message(object(fields)), body());
        if (fields.isEmpty()) return List.of(message("."));
        return List.of(message("if type == \"object\" then . + %s else . end".formatted(object(fields))), body());
    }

    /** JSON is read as it is, a table as a list of its rows, anything else as one text. */
    private List<Node> file(String suffix) {
        if (suffix.isEmpty() || suffix.endsWith("json")) return List.of(message("."));
        var rows = Node.id(names.helper("message", "rows")).with("csv", Node.of("useMaps", true));
        var text = Node.id(names.helper("message", "text")).with("type", "String");
        var read = Node.of("simple", Node.of("expression", "${body}"));
        return List.of(
                suffix.endsWith("csv") ? Node.step("unmarshal", rows) : Node.step("convertBodyTo", text),
                setVariable(names.helper("message", "in"), Value.MESSAGE, read),
                empty(),
                body());
    }

    /** Path parameters, and for a request without a body the message's fields: they arrive as headers, as text. */
    private Map<String, Schema> parameters(Trigger.Http http) {
        var fields = new LinkedHashMap<String, Schema>();
        if (!hasBody(http)) fields.putAll(plan.message());
        var matcher = PATH_PARAMETER.matcher(http.path());
        while (matcher.find()) fields.put(matcher.group(1), plan.message().getOrDefault(matcher.group(1), Schema.ANY));
        return fields;
    }

    private static String object(Map<String, Schema> fields) {
        return object("", fields);
    }

    /** An object of the headers whose names begin so; what follows a dot becomes a field of an inner object. */
    private static String object(String prefix, Map<String, Schema> fields) {
        var members = new LinkedHashMap<String, String>();
        fields.forEach((name, schema) -> {
            if (!name.startsWith(prefix)) return;
            var rest = name.substring(prefix.length());
            int dot = rest.indexOf('.');
            var member = dot < 0 ? rest : rest.substring(0, dot);
            if (dot < 0) members.put(member, header(name, schema));
            else members.computeIfAbsent(member, inner -> object(prefix + inner + ".", fields));
        });
        return members.entrySet().stream()
                .map(member -> Jq.key(member.getKey()) + ": " + member.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String header(String name, Schema schema) {
        var header = "header(%s)".formatted(Jq.string(name));
        if (schema.isNumeric()) return "(%s | if %s then tonumber else . end)".formatted(header, Jq.DIGITS);
        if (!schema.type().equals("boolean")) return header;
        return "(%s | if . == \"true\" then true elif . == \"false\" then false else . end)".formatted(header);
    }

    private static boolean hasBody(Trigger.Http http) {
        return List.of("POST", "PUT", "PATCH").contains(method(http));
    }

    private static String method(Trigger.Http http) {
        var method = http.method().toUpperCase(Locale.ROOT);
        if (List.of("GET", "POST", "PUT", "PATCH", "DELETE").contains(method)) return method;
        throw Places.refused("HTTP method", http.method(), "GET, POST, PUT, PATCH or DELETE");
    }

    private Node message(String program) {
        return setVariable(names.helper("message", "in"), Value.MESSAGE, jq(program));
    }

    private Node body() {
        return setBody(names.helper("message", "body"), jq(MESSAGE));
    }

    /** jq needs some JSON to run on, even where it only reads variables and headers. */
    private Node empty() {
        return setBody(names.helper("message", "empty"), constant("{}"));
    }
}
