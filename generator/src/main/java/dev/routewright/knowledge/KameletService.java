package dev.routewright.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Kamelet that makes one HTTP call to an address nobody can change from outside → a service with one operation. The
 * Kamelet itself is never run: a route calls the operation like any other, mediated and within its grant. Everything
 * that cannot be said as one request is refused, never guessed.
 */
final class KameletService {
    private static final String TYPE = "camel.apache.org/kamelet.type";
    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?):(?://)?([^/?{}$]+)(/[^?]*)?(?:\\?(.*))?");
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /** What mediation decides for every call, whatever a Kamelet says. */
    private static final Set<String> MEDIATED = Set.of(
            "bridgeEndpoint",
            "copyHeaders",
            "connectTimeout",
            "responseTimeout",
            "socketTimeout",
            "connectionRequestTimeout",
            "soTimeout");

    private final JsonNode kamelet;
    private final KameletRequest request;
    private @Nullable String address;
    private final List<String> query = new ArrayList<>();
    private @Nullable String method;

    private KameletService(JsonNode kamelet) {
        this.kamelet = kamelet;
        this.request = new KameletRequest(kamelet.path("spec").path("definition"));
    }

    static ObjectNode openApi(JsonNode kamelet) {
        return new KameletService(kamelet).openApi();
    }

    private ObjectNode openApi() {
        var type = kamelet.path("metadata").path("labels").path(TYPE).asText();
        if (!type.equals("action") && !type.equals("sink"))
            throw unusable("It is %s, and only an action or a sink can be called"
                    .formatted(type.isEmpty() ? "of no type" : "a " + Texts.line(type, 20)));
        var template = kamelet.path("spec").path("template");
        var route = template.has("route") ? template.path("route") : template;
        if (template.has("beans") || !route.path("from").path("uri").asText().equals("kamelet:source"))
            throw unusable("Its template does not begin with kamelet:source, or needs beans");
        for (var step : route.path("from").path("steps")) step(step);
        if (address == null) throw unusable("Its template calls nothing");
        return written(address);
    }

    private void step(JsonNode step) {
        var names = new ArrayList<String>();
        step.fieldNames().forEachRemaining(names::add);
        var kind = names.size() == 1 ? names.get(0) : "";
        var content = step.path(kind);
        switch (kind) {
            case "removeHeader", "removeHeaders", "log", "remove-header", "remove-headers" -> {}
            case "setHeader", "set-header" -> header(content);
            case "setBody", "set-body" -> {
                before(kind);
                request.body(text(content));
            }
            case "to", "toD" -> call(content);
            default ->
                throw unusable("Its template has the step %s".formatted(Texts.line(String.join(" ", names), 60)));
        }
    }

    private void before(String kind) {
        if (address != null) throw unusable("Its template has the step %s after the call".formatted(kind));
    }

    private void header(JsonNode content) {
        before("setHeader");
        var name = content.path("name").asText();
        var value = text(content);
        if (name.equals("CamelHttpMethod")) method = method(value);
        else if (name.startsWith("Camel")) throw unusable("It sets the header %s".formatted(Texts.line(name, 60)));
        else request.header(name, value);
    }

    private void call(JsonNode content) {
        if (address != null) throw unusable("Its template makes more than one call");
        var uri = content.isTextual() ? content.asText() : content.path("uri").asText();
        var match = ADDRESS.matcher(uri);
        if (!match.matches())
            throw unusable(
                    uri.contains("{{")
                            ? "The host it calls is not written down, but comes from a property"
                            : "It calls %s, which is no constant http or https address".formatted(Texts.line(uri, 80)));
        address = match.group(1).toLowerCase(Locale.ROOT) + "://" + match.group(2);
        request.path(match.group(3) == null ? "/" : match.group(3));
        if (match.group(4) != null)
            for (var pair : match.group(4).split("&")) {
                int at = pair.indexOf('=');
                parameter(at < 0 ? pair : pair.substring(0, at), at < 0 ? "" : pair.substring(at + 1));
            }
        if (content.isObject())
            content.path("parameters")
                    .properties()
                    .forEach(one -> parameter(one.getKey(), one.getValue().asText()));
    }

    private void parameter(String name, String value) {
        if (name.equals("httpMethod")) method = method(value);
        else if (MEDIATED.contains(name)) return;
        else if (ComponentCatalog.shared().hasOption("https", name))
            throw unusable("It uses the option %s of Camel's HTTP component".formatted(Texts.line(name, 60)));
        else {
            query.add(name);
            request.query(name, value.replaceFirst("^RAW\\((.*)\\)$", "$1"));
        }
    }

    private static String method(String text) {
        if (METHODS.contains(text.toUpperCase(Locale.ROOT))) return text.toUpperCase(Locale.ROOT);
        throw unusable("Its HTTP method is %s, and must be GET, POST, PUT, PATCH or DELETE, written down"
                .formatted(Texts.line(text, 40)));
    }

    private ObjectNode written(String server) {
        var definition = kamelet.path("spec").path("definition");
        var name = kamelet.path("metadata").path("name").asText();
        // without a method, Camel looks at the body and the query to choose one
        if (method == null && request.hasBody() && query.isEmpty()) method = "POST";
        if (method == null) throw unusable("It does not say its HTTP method, so that it depends on the message");
        var document = ServiceDocuments.object().put("openapi", "3.0.3");
        document.putObject("info")
                .put("title", definition.path("title").asText(name))
                .put("description", definition.path("description").asText())
                .put("version", "1");
        document.putArray("servers").addObject().put("url", server);
        var operation =
                document.putObject("paths").putObject(request.path()).putObject(method.toLowerCase(Locale.ROOT));
        operation
                .put("operationId", name)
                .put("summary", definition.path("title").asText(name));
        request.writeTo(operation, document, Set.of("POST", "PUT", "PATCH").contains(method));
        operation
                .putObject("responses")
                .putObject("200")
                .put("description", "The reply")
                .putObject("content")
                .putObject("application/json")
                .putObject("schema");
        return document;
    }

    /** A constant, or a simple expression that is none. */
    private static String text(JsonNode content) {
        var inner = content.has("expression") ? content.get("expression") : content;
        for (var language : List.of("constant", "simple")) {
            var value = inner.path(language);
            var text = value.isObject() ? value.path("expression").asText() : value.asText();
            if (value.isMissingNode()) continue;
            if (!text.contains("${")) return text;
            throw unusable("It works something out with ${…}");
        }
        throw unusable("It sets a header or the body to something that is not constant");
    }

    static Unusable unusable(String what) {
        return new Unusable(
                "The Kamelet cannot be registered as a service. %s; what can be is one call of one constant http(s) address, with properties as {{placeholders}} in path, query, headers and a JSON body."
                        .formatted(what),
                "Describe the service in OpenAPI instead.");
    }
}
