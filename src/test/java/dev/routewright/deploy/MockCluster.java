package dev.routewright.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * fabric8's mock of a cluster in CRUD mode, with Camel K in it, and what that mock lacks: server-side apply, rights, and
 * kinds that are not there. Says nothing of what a real Camel K does; tests write its status themselves.
 */
public final class MockCluster extends KubernetesCrudDispatcher implements AutoCloseable {
    public static final String TOKEN = "canary-token-of-somebody";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String NOT_FOUND =
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"the server could not find the requested resource\",\"reason\":\"NotFound\",\"code\":404}";

    private final KubernetesMockServer server;
    private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
    private volatile Consumer<String> applied = ref -> {};
    private volatile boolean camelK = true;
    private volatile boolean kafkaScaler;
    private volatile boolean watchable;
    private volatile int broken;
    private final Map<Predicate<Sent>, Supplier<MockResponse>> instead = new ConcurrentHashMap<>();

    /** A request as it came. @param path without the query */
    public record Sent(String method, String path, Map<String, String> query, String contentType, String body) {}

    /** Held, or it would forget its level. A line for each request otherwise. */
    private static final java.util.logging.Logger LOG =
            java.util.logging.Logger.getLogger(MockWebServer.class.getName());

    static {
        LOG.setLevel(java.util.logging.Level.WARNING);
    }

    public MockCluster() {
        server = new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), this, false);
        server.init();
        namespaces.add("shop");
    }

    /** A kubeconfig with two contexts, of which the first is the current one. */
    public Path kubeconfig(Path folder) {
        var text = """
                apiVersion: v1
                kind: Config
                current-context: kind
                clusters:
                - {name: here, cluster: {server: '%s'}}
                - {name: nowhere, cluster: {server: 'http://127.0.0.1:1'}}
                users:
                - {name: anna, user: {token: %s}}
                contexts:
                - {name: kind, context: {cluster: here, user: anna, namespace: shop}}
                - {name: away, context: {cluster: nowhere, user: anna, namespace: shop}}
                """.formatted(server.url("/"), TOKEN);
        try {
            return Files.writeString(folder.resolve("kubeconfig"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public Access access(Path folder) {
        return new Access(Map.of("KUBECONFIG", kubeconfig(folder).toString()), "", "");
    }

    public MockCluster withoutCamelK() {
        camelK = false;
        return this;
    }

    /** Not otherwise: the mock can lock up when something is written while somebody stops watching. */
    MockCluster watchable() {
        watchable = true;
        return this;
    }

    MockCluster withKeda() {
        kafkaScaler = true;
        return this;
    }

    /** @param right such as {@code patch kamelets} */
    public MockCluster forbidding(String right) {
        forbidden.add(right);
        return this;
    }

    MockCluster answering(int status) {
        broken = status;
        return this;
    }

    /** Some requests are answered otherwise. @param message the cluster's own words */
    public MockCluster answering(int status, String message, Predicate<Sent> which) {
        instead.put(
                which,
                () -> answer(
                        status,
                        JSON.createObjectNode()
                                .put("kind", "Status")
                                .put("code", status)
                                .put("message", message)
                                .toString()));
        return this;
    }

    /** Nothing comes back to who wants to watch, as where something between knows no web sockets. */
    MockCluster hangingWatches() {
        instead.put(one -> one.query().containsKey("watch"), () -> answer(200, "{}")
                .setBodyDelay(java.time.Duration.ofSeconds(30)));
        return this;
    }

    public MockCluster well() {
        instead.clear();
        return this;
    }

    /** Which rights somebody needs for all that was asked, such as {@code patch kamelets}. */
    Set<String> used() {
        return sent().stream()
                .filter(one -> one.path().contains("/namespaces/"))
                .map(one -> verb(one.method(), one.path(), one.query()) + " " + plural(one.path()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Called with the path of whatever was applied, after it was; plays the operator. */
    public MockCluster whenApplied(Consumer<String> operator) {
        applied = operator;
        return this;
    }

    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** What was written, dry runs left out: method and path. */
    public List<String> written() {
        return sent().stream()
                .filter(one -> !one.method().equals("GET") && !one.path().contains("selfsubject"))
                .filter(one -> !one.query().containsKey("dryRun"))
                .map(one -> one.method() + " " + one.path())
                .toList();
    }

    /** Makes or replaces it, as somebody who is not Routewright. */
    public void put(String yaml) {
        var node = (ObjectNode) yaml(yaml);
        var path = path(node.path("apiVersion").asText(), node.path("kind").asText());
        store(path, path + "/" + node.path("metadata").path("name").asText(), node);
    }

    /** @param status as YAML */
    public void status(String integration, String status) {
        change(integrations() + "/" + integration, live -> live.set("status", yaml(status)));
    }

    /** Changes a field, as {@code kubectl edit} does. @param field such as {@code /spec/replicas} */
    public void edit(String path, String field, String value, String manager) {
        change(path, live -> ApplyOnTheServer.edit(live, field, yaml(value), manager));
    }

    public static String integrations() {
        return "/apis/camel.apache.org/v1/namespaces/shop/integrations";
    }

    /** What is there, or nothing. */
    public JsonNode get(String path) {
        var response = handleGet(path);
        return response.code() == 200 ? json(response.getBody().readUtf8()) : JSON.missingNode();
    }

    private void change(String path, Consumer<ObjectNode> change) {
        var live = (ObjectNode) get(path);
        change.accept(live);
        store(path.substring(0, path.lastIndexOf('/')), path, live);
    }

    private static String path(String apiVersion, String kind) {
        var root = apiVersion.contains("/") ? "/apis/" : "/api/";
        return root + apiVersion + "/namespaces/shop/" + kind.toLowerCase(java.util.Locale.ROOT) + "s";
    }

    /** A mistake in here must not look like a cluster that hangs. */
    @Override
    public MockResponse dispatch(RecordedRequest request) {
        try {
            return answered(request);
        } catch (RuntimeException mistake) {
            mistake.printStackTrace();
            return answer(418, "{\"message\": \"%s\"}".formatted(mistake));
        }
    }

    private MockResponse answered(RecordedRequest request) {
        var parts = request.getPath().split("\\?", 2);
        var query = parts.length < 2 ? Map.<String, String>of() : query(parts[1]);
        var type = request.getHeader("Content-Type");
        var asked = new Sent(request.getMethod(), parts[0], query, type == null ? "" : type, body(request));
        sent.add(asked);
        if (broken > 0) return answer(broken, "{}");
        for (var other : instead.entrySet())
            if (other.getKey().test(asked)) return other.getValue().get();
        if (parts[0].equals("/version"))
            return answer(200, "{\"gitVersion\":\"v1.33.1\",\"major\":\"1\",\"minor\":\"33\"}");
        if (parts[0].endsWith("/selfsubjectaccessreviews")) return review(json(body(request)));
        if (parts[0].contains("/camel.apache.org/") && !camelK) return answer(404, NOT_FOUND);
        if (parts[0].contains("/keda.sh/") && !kafkaScaler) return answer(404, NOT_FOUND);
        if (parts[0].equals("/apis/camel.apache.org/v1"))
            return answer(
                    200,
                    "{\"kind\":\"APIResourceList\",\"groupVersion\":\"camel.apache.org/v1\",\"resources\":[{\"name\":\"integrations\"},{\"name\":\"kamelets\"}]}");
        var verb = verb(request.getMethod(), parts[0], query);
        var plural = plural(parts[0]);
        if (forbidden.contains(verb + " " + plural) || verb.equals("watch") && !watchable) return refuse(verb, plural);
        var namespace = parts[0].replaceFirst(".*/namespaces/([^/]+).*", "$1");
        if (request.getMethod().equals("PATCH") && !namespaces.contains(namespace))
            return answer(
                    404,
                    "{\"kind\":\"Status\",\"code\":404,\"message\":\"namespaces \\\"%1$s\\\" not found\",\"details\":{\"name\":\"%1$s\",\"kind\":\"namespaces\"}}"
                            .formatted(namespace));
        if (type != null && type.startsWith("application/apply-patch+yaml")) return apply(request, parts[0], query);
        // The mock knows labels only; whoever asks for fields has to look at what he gets, too.
        return query.containsKey("fieldSelector") && !query.containsKey("watch")
                ? handleGet(parts[0])
                : super.dispatch(request);
    }

    private static String plural(String path) {
        return path.replaceFirst(".*/namespaces/[^/]+/([^/]+).*", "$1");
    }

    private static String verb(String method, String path, Map<String, String> query) {
        return switch (method) {
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            case "POST" -> "create";
            default ->
                query.containsKey("watch") ? "watch" : path.matches(".*/namespaces/[^/]+/[^/]+") ? "list" : "get";
        };
    }

    private MockResponse apply(RecordedRequest request, String path, Map<String, String> query) {
        var wanted = (ObjectNode) yaml(body(request));
        var there = get(path);
        var live = there.isMissingNode()
                ? ((ObjectNode) wanted.deepCopy()).retain("apiVersion", "kind")
                : (ObjectNode) there;
        if (there.isMissingNode())
            live.withObjectProperty("metadata")
                    .set("name", wanted.path("metadata").path("name"));
        var result = ApplyOnTheServer.apply(
                live,
                wanted,
                query.getOrDefault("fieldManager", ""),
                query.getOrDefault("force", "").equals("true"));
        if (!result.conflicts().isEmpty()) return conflict(result.conflicts());
        if (query.containsKey("dryRun") || !result.changed())
            return answer(200, result.object().toString());
        var stored = store(path.substring(0, path.lastIndexOf('/')), path, result.object());
        applied.accept(path);
        return stored;
    }

    private MockResponse store(String folder, String path, ObjectNode object) {
        var isNew = get(path).isMissingNode();
        object.withObjectProperty("metadata").put("namespace", "shop");
        var request = new RecordedRequest(
                "HTTP/1.1",
                isNew ? HttpMethod.POST : HttpMethod.PUT,
                isNew ? folder : path,
                io.fabric8.mockwebserver.http.Headers.builder().build(),
                new Buffer(object.toString().getBytes(StandardCharsets.UTF_8)));
        try {
            var response = isNew ? handleCreate(request) : handleUpdate(request);
            if (response.code() >= 300)
                throw new IllegalStateException(response.getBody().readUtf8());
        } catch (java.util.concurrent.RejectedExecutionException somebodyStoppedWatching) {
            // It is stored all the same.
        }
        return answer(200, get(path).toString());
    }

    private static MockResponse conflict(Map<String, String> conflicts) {
        var status = JSON.createObjectNode()
                .put("kind", "Status")
                .put("status", "Failure")
                .put("code", 409);
        status.put("reason", "Conflict").put("message", "Apply failed with %d conflicts".formatted(conflicts.size()));
        var causes = status.putObject("details").putArray("causes");
        conflicts.forEach((field, owner) -> causes.addObject()
                .put("reason", "FieldManagerConflict")
                .put("field", field)
                .put("message", "conflict with \"%s\" using camel.apache.org/v1".formatted(owner)));
        return answer(409, status.toString());
    }

    private static MockResponse refuse(String verb, String plural) {
        return answer(
                403,
                "{\"kind\":\"Status\",\"code\":403,\"message\":\"%s is forbidden: User \\\"anna\\\" cannot %s resource\"}"
                        .formatted(plural, verb));
    }

    private MockResponse review(JsonNode review) {
        var asked = review.path("spec").path("resourceAttributes");
        var right = asked.path("verb").asText() + " " + asked.path("resource").asText();
        ((ObjectNode) review).putObject("status").put("allowed", !forbidden.contains(right));
        return answer(201, review.toString());
    }

    /** Read so that it can be read again. */
    private static String body(RecordedRequest request) {
        return new String(request.getBody().getBytes(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> query(String text) {
        var query = new HashMap<String, String>();
        for (var part : text.split("&")) {
            var pair = part.split("=", 2);
            query.put(pair[0], pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse()
                .setResponseCode(status)
                .setHeader("Content-Type", "application/json")
                .setBody(body);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        server.destroy();
    }
}
