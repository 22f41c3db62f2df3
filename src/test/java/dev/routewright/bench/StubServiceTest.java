package dev.routewright.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StubServiceTest {
    private static final JsonNode DOCUMENT = json("""
            {"security": [{"key": []}],
             "paths": {
              "/books": {"get": {"operationId": "find", "parameters": [
                  {"name": "shelf", "in": "query", "required": true, "schema": {"type": "integer"}},
                  {"name": "kind", "in": "query", "schema": {"type": "string", "enum": ["old", "new"]}}],
                "responses": {"200": {"content": {"application/json": {"example": [{"id": "B-1"}]}}}}},
               "post": {"operationId": "add", "requestBody": {"content": {"application/json": {"schema":
                  {"type": "object", "required": ["id"], "additionalProperties": false, "properties": {
                    "id": {"type": "string", "pattern": "^B-", "maxLength": 5},
                    "pages": {"type": "integer", "minimum": 1},
                    "kind": {"type": "string", "enum": ["old", "new"]},
                    "tags": {"type": "array", "maxItems": 1, "items": {"type": "string"}},
                    "lent": {"type": "boolean"}}}}}},
                "responses": {"201": {}}}},
              "/books/{book-id}": {"get": {"operationId": "get", "responses": {"200": {}}}},
              "/books/new": {"get": {"operationId": "newest", "security": [], "responses": {"200": {}}}}}}
            """);

    private final Calls calls = new Calls();
    private final Script script = new Script();
    private final int port = new Ports(23600).free();
    private final StubService stub = new StubService(
            "library", DOCUMENT, port, json("{\"header\": \"X-Key\", \"value\": \"k\"}"), calls, script);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    StubServiceTest() {
        stub.up();
    }

    @AfterEach
    void down() {
        script.load(MissingNode.getInstance(), MissingNode.getInstance(), Text.MAPPER.createObjectNode());
        stub.close();
    }

    @Test
    void answersTheExampleOfItsDocument() throws Exception {
        var answer = get("/books?shelf=3");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[{\"id\": \"B-1\"}]");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(only().name()).isEqualTo("library.find");
        assertThat(only().part("query")).isEqualTo(json("{\"shelf\": \"3\"}"));
    }

    @Test
    void turnsDownWhatItsDocumentDoesNotHave() throws Exception {
        assertRefused(404, "unknown path or method", get("/shelves"));
        assertThat(only().name()).isEqualTo("library.?GET /shelves");
        assertThat(only().isKnown()).isFalse();
        calls.clear();
        assertRefused(405, "unknown path or method", send("DELETE", "/books", "", ""));
    }

    @Test
    void turnsDownAParameterThatIsMissingOrWrong() throws Exception {
        assertRefused(400, "query parameter shelf is required", get("/books"));
        calls.clear();
        assertRefused(400, "query parameter shelf must be a number", get("/books?shelf=top"));
        calls.clear();
        assertRefused(400, "query parameter kind must be one of [\"old\", \"new\"]", get("/books?shelf=1&kind=lost"));
    }

    @Test
    void turnsDownABodyThatIsMissingOfTheWrongTypeOrNotAsTheSchemaSays() throws Exception {
        assertRefused(400, "a body is required", post("application/json", ""));
        calls.clear();
        assertRefused(415, "content type text/plain is not one of [application/json]", post("text/plain", "{}"));
        calls.clear();
        assertRefused(400, "the body is not JSON", post("application/json", "{"));
        calls.clear();
        assertRefused(422, "body.id is required", post("application/json", "{\"pages\": 3}"));
        calls.clear();
        assertRefused(
                422,
                "body.id is too long; body.id does not match ^B-; body.pages is below 1; body.kind must be one of "
                        + "[\"old\", \"new\"]",
                post(
                        "application/json",
                        "{\"id\": \"A-1234\", \"pages\": 0, \"kind\": \"lost\", \"tags\": [1, 2], \"lent\": 1, \"x\": 1}"));
    }

    @Test
    void turnsDownAWrongCredentialUnlessTheOperationIsOpen() throws Exception {
        var without = HttpRequest.newBuilder(address("/books?shelf=1")).build();
        assertRefused(401, "credential missing or wrong in header X-Key", http.send(without, BodyHandlers.ofString()));
        calls.clear();

        var open = HttpRequest.newBuilder(address("/books/new")).build();
        assertThat(http.send(open, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        assertThat(only().name()).isEqualTo("library.newest");
    }

    @Test
    void theScriptDecidesByConditionAndByHowOften() throws Exception {
        script.load(
                json("{\"library.get\": {\"body\": {\"by\": \"default\", \"n\": \"{{n}}\"}}}"),
                json("""
                        {"library.get": [{"if": {"path": {"book_id": "B-2"}}, "status": 409},
                                         {"times": 1, "status": 503, "headers": {"Retry-After": "{{wait}}"}}]}"""),
                Text.MAPPER.createObjectNode().put("wait", 7));

        assertThat(get("/books/B-2").statusCode()).isEqualTo(409);
        assertThat(get("/books/B%2D1").headers().firstValue("Retry-After")).hasValue("7");
        assertThat(get("/books/B-1").body()).isEqualTo("{\"by\": \"default\", \"n\": 3}");

        script.change(json("{\"library.get\": {\"body\": \"plain {{req.path.book_id}}\"}}"));
        var changed = get("/books/B-9");
        assertThat(changed.body()).isEqualTo("plain B-9");
        assertThat(changed.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
    }

    @Test
    void closesAConnectionWithoutAnAnswer() {
        script.load(
                MissingNode.getInstance(),
                json("{\"library.add\": {\"close\": true}}"),
                Text.MAPPER.createObjectNode());

        assertThatThrownBy(() -> post("application/json", "{\"id\": \"B-1\"}")).isInstanceOf(IOException.class);
        assertThat(only().status()).isZero();
    }

    @Test
    void isLateByAsMuchAsItShouldUnlessTheBehaviourIsOver() throws Exception {
        script.load(
                MissingNode.getInstance(),
                json("{\"library.get\": {\"delayMs\": 80}}"),
                Text.MAPPER.createObjectNode());
        get("/books/B-1");
        assertThat(only().end() - only().start()).isBetween(0.08, 5.0);

        script.load(
                MissingNode.getInstance(), json("{\"library.get\": {\"hang\": true}}"), Text.MAPPER.createObjectNode());
        var hanging = http.sendAsync(authorised("/books/B-1").build(), BodyHandlers.ofString());
        while (calls.all().size() < 2) Thread.onSpinWait();
        script.load(MissingNode.getInstance(), MissingNode.getInstance(), Text.MAPPER.createObjectNode());
        assertThat(hanging.orTimeout(10, TimeUnit.SECONDS).join().statusCode()).isEqualTo(200);
    }

    @Test
    void refusesConnectionsWhileItIsDown() throws Exception {
        for (int i = 0; i < 20; i++) {
            stub.down();
            assertThatThrownBy(() -> get("/books/B-1")).isInstanceOf(ConnectException.class);
            stub.up();
        }
        assertThat(get("/books/B-1").statusCode()).isEqualTo(200);
        assertThat(calls.all()).hasSize(1);
    }

    @Test
    void readsABodyInChunksAndForms() throws Exception {
        var chunked = authorised("/books")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream("{\"id\": \"B-é\"}".getBytes(StandardCharsets.UTF_8))))
                .build();

        assertThat(http.send(chunked, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
        assertThat(only().part("body")).isEqualTo(json("{\"id\": \"B-é\"}"));
        calls.clear();
        post("application/x-www-form-urlencoded", "a=1&b=&c=x+%C3%A9&a=2");
        assertThat(only().part("body")).isEqualTo(json("{\"a\": \"1\", \"c\": \"x é\"}"));
    }

    private void assertRefused(int status, String why, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(only().refusal()).isEqualTo(why);
    }

    private Call only() {
        assertThat(calls.all()).hasSize(1);
        return calls.all().get(0);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(authorised(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String type, String body) throws Exception {
        return send("POST", "/books", type, body);
    }

    private HttpResponse<String> send(String method, String path, String type, String body) throws Exception {
        var request = authorised(path).method(method, BodyPublishers.ofString(body));
        if (!type.isEmpty()) request.header("Content-Type", type);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder authorised(String path) {
        return HttpRequest.newBuilder(address(path))
                .timeout(Duration.ofSeconds(10))
                .header("X-Key", "k");
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static JsonNode json(String text) {
        return Text.parseOrNull(text);
    }
}
