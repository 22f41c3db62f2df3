package dev.routewright.route;

import java.util.List;
import java.util.Optional;
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
 */
public record Operation(
        String service,
        String id,
        String summary,
        String description,
        String method,
        String path,
        List<Input> inputs,
        List<Reply> replies) {
    public Operation {
        inputs = List.copyOf(inputs);
        replies = List.copyOf(replies);
    }

    /** {@code inventory.getStock}: how scenarios, grants and figures name the operation. */
    public String key() {
        return service + "." + id;
    }

    /** {@code inventory-getStock}: the Kamelet that calls the operation. */
    public String kamelet() {
        return service + "-" + id;
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
}
