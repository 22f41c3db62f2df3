package dev.routewright.route;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a service. A route calls it as {@code kamelet:<service>-<id>} with one JSON object that holds the
 * inputs by name, and receives the JSON reply.
 *
 * @param service name of its service
 * @param id the operationId, {@code [A-Za-z][A-Za-z0-9_]*}
 * @param method upper-case HTTP method
 * @param path template below the base URL, such as {@code /stock/{sku}}
 * @param inputs path, query, header and body inputs; a JSON object body contributes one input for each property,
 *     any other body is the single input {@code body}
 * @param replies documented replies by status, 2xx first
 * @param idempotent whether making the call twice does no more than making it once: what HTTP says of the method,
 *     unless the document says otherwise
 * @param examples what comes back for which inputs, as far as the document shows both by one name
 */
public record Operation(
        String service,
        String id,
        String summary,
        String description,
        String method,
        String path,
        List<Input> inputs,
        List<Reply> replies,
        boolean idempotent,
        List<Example> examples) {
    /** RFC 9110, 9.2.2. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    public Operation {
        inputs = List.copyOf(inputs);
        replies = List.copyOf(replies);
        examples = List.copyOf(examples);
    }

    /** An operation whose document says nothing more. */
    public Operation(
            String service,
            String id,
            String summary,
            String description,
            String method,
            String path,
            List<Input> inputs,
            List<Reply> replies) {
        this(service, id, summary, description, method, path, inputs, replies, isIdempotentByItself(method), List.of());
    }

    /** Whether HTTP calls the method idempotent. */
    public static boolean isIdempotentByItself(String method) {
        return IDEMPOTENT.contains(method);
    }

    /** {@code inventory.getStock}: how scenarios, grants and figures name the operation. */
    public String key() {
        return service + "." + id;
    }

    /** {@code inventory-getStock}: the Kamelet that calls the operation. */
    public String kamelet() {
        return service + "-" + id;
    }

    /**
     * {@code inventory-get-stock}: what a Kamelet is called in a cluster, whose names have no capital letters and end
     * with a letter or digit. Two Kamelets may come to the same name; whoever exports them finds that out.
     */
    public static String clusterName(String kamelet) {
        return kamelet.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replace('_', '-')
                .replaceAll("-+$", "");
    }

    /** Whether HTTP calls the method safe (RFC 9110, 9.2.1): it may be repeated at will. */
    public boolean isSafe() {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    public Optional<Input> input(String name) {
        return inputs.stream().filter(i -> i.name().equals(name)).findFirst();
    }

    /** The documented success reply. */
    public Optional<Reply> success() {
        return replies.stream().filter(r -> r.status() / 100 == 2).findFirst();
    }

    /** Where an input travels. */
    public enum In {
        PATH,
        QUERY,
        HEADER,
        BODY
    }

    public record Input(String name, In in, Schema schema, boolean required) {}

    /** @param example a value of JDK types, or null when neither the document nor its schema gives one */
    public record Reply(
            int status,
            String description,
            Schema schema,
            @Nullable Object example) {}

    /**
     * One exchange the document shows.
     *
     * @param inputs those its request shows, values of JDK types; the others may be anything
     * @param reply a value of JDK types, null for a reply without a body
     */
    public record Example(
            String name,
            Map<String, Object> inputs,
            int status,
            @Nullable Object reply) {
        public Example {
            inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        }
    }
}
