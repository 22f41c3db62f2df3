package dev.routewright.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Talks to a running server. Every refusal it hears ends the command with the server's own words. */
final class Client {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final URI server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Client(URI server) {
        this.server = server;
    }

    /** @param location path of what was made, when the server named it */
    record Answer(int status, JsonNode body, Optional<String> location) {}

    /** A path below {@code /api} from names that may hold anything. */
    static String path(Object... parts) {
        return Arrays.stream(parts)
                .map(part -> URLEncoder.encode(part.toString(), StandardCharsets.UTF_8)
                        .replace("+", "%20"))
                .collect(Collectors.joining("/", "/api/", ""));
    }

    /** Tells a ticker what happens to a version until it is closed. */
    Overheard overhear(String path, Ticker ticker) {
        return new Overheard(http, URI.create(server + path + "/events"), ticker);
    }

    /** A text that may not be there. */
    Optional<String> text(String path) {
        var response = send(HttpRequest.newBuilder(URI.create(server + path))
                .timeout(TIMEOUT)
                .header("Accept", "text/plain, application/problem+json")
                .build());
        return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
    }

    /** A document in YAML, byte for byte as the server wrote it. */
    String yaml(String path) {
        return new String(file(path, "application/yaml"), StandardCharsets.UTF_8);
    }

    byte[] zip(String path) {
        return file(path, "application/zip");
    }

    private byte[] file(String path, String media) {
        var response = send(
                HttpRequest.newBuilder(URI.create(server + path))
                        .timeout(TIMEOUT)
                        .header("Accept", media + ", application/problem+json")
                        .build(),
                BodyHandlers.ofByteArray());
        if (response.statusCode() == 200 && type(response).startsWith(media)) return response.body();
        var said = json(response, new String(response.body(), StandardCharsets.UTF_8));
        if (response.statusCode() >= 400) throw refused(response, said);
        throw new Complaint(
                Exit.UNREACHABLE,
                "What answers at %s (status %d) is not a Routewright of this version. Name the right one with --server."
                        .formatted(server, response.statusCode()));
    }

    JsonNode get(String path) {
        return call("GET", path, "", "").body();
    }

    Answer post(String path, Map<String, ?> body) {
        return call("POST", path, "application/json", Json.text(body));
    }

    Answer call(String method, String path, String type, String body) {
        var request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(TIMEOUT)
                .header("Accept", "application/json, application/problem+json");
        if (!type.isEmpty()) request.header("Content-Type", type);
        request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return answer(send(request.build()));
    }

    private HttpResponse<String> send(HttpRequest request) {
        return send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> as) {
        try {
            return http.send(request, as);
        } catch (ConnectException e) {
            throw nobody();
        } catch (HttpTimeoutException e) {
            if (e instanceof java.net.http.HttpConnectTimeoutException) throw nobody();
            throw new Complaint(
                    Exit.UNREACHABLE,
                    ("Routewright at %s did not answer within %d s. It may still carry the request out; look with "
                                    + "routewright list before sending it again.")
                            .formatted(server, TIMEOUT.toSeconds()));
        } catch (IOException e) {
            throw new Complaint(
                    Exit.UNREACHABLE,
                    ("The connection to %s broke before an answer came. Look with routewright list what has happened, "
                                    + "then try again.")
                            .formatted(server));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint(Exit.UNREACHABLE, "Interrupted while waiting for %s.".formatted(server));
        }
    }

    private Answer answer(HttpResponse<String> response) {
        var body = json(response, response.body());
        if (response.statusCode() >= 400) throw refused(response, body);
        return new Answer(
                response.statusCode(),
                body,
                response.headers().firstValue("Location").map(location -> URI.create(location)
                        .getRawPath()));
    }

    private Complaint refused(HttpResponse<?> response, JsonNode said) {
        var missing = response.statusCode() == 404
                ? new Missing(this::asked).sentence(response.uri().getRawPath())
                : Optional.<String>empty();
        return new Complaint(Exit.REFUSED, missing.orElseGet(() -> Findings.problem(said)));
    }

    /** A look-up that explains nothing any more when it fails itself. */
    private JsonNode asked(String path) {
        var response = send(HttpRequest.newBuilder(URI.create(server + path))
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .build());
        return response.statusCode() == 200 ? json(response, response.body()) : MissingNode.getInstance();
    }

    private static String type(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    private JsonNode json(HttpResponse<?> response, String body) {
        var empty = body.isBlank() && response.statusCode() < 400;
        try {
            if (empty) return MissingNode.getInstance();
            if (type(response).contains("json")) return Json.read(body);
        } catch (JsonProcessingException e) {
            // said below
        }
        throw new Complaint(
                Exit.UNREACHABLE,
                "What answers at %s (status %d) is not a Routewright. Name the right one with --server."
                        .formatted(server, response.statusCode()));
    }

    private Complaint nobody() {
        return new Complaint(
                Exit.UNREACHABLE,
                "No Routewright answers at %s. Start one with ./routewright serve, or name it with --server."
                        .formatted(server));
    }
}
