package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Stands in for one service: behaves as its document says and answers what the script says. */
final class StubService implements AutoCloseable {
    private static final int HANGS_MILLIS = 60_000;

    private final String name;
    private final List<Operation> operations;
    private final Contract contract;
    private final Calls calls;
    private final Script script;
    private final Door door;

    StubService(String name, JsonNode document, int port, JsonNode credential, Calls calls, Script script) {
        this.name = name;
        this.operations = Operation.of(name, document);
        this.contract = new Contract(credential);
        this.calls = calls;
        this.script = script;
        this.door = new Door(port, this::handle);
    }

    void up() {
        door.open();
    }

    void down() {
        door.close();
    }

    @Override
    public void close() {
        down();
    }

    private record Hit(Operation operation, ObjectNode path) {}

    private void handle(Request request, Socket connection) throws IOException {
        var target = Target.of(request.target());
        var fitting = operations.stream()
                .flatMap(operation ->
                        Stream.ofNullable(operation.matches(target.path())).map(path -> new Hit(operation, path)))
                .toList();
        var hit = fitting.stream()
                .filter(one -> one.operation().method().equals(request.method()))
                .min(Comparator.comparing(one -> one.operation().placeholders()))
                .orElse(null);
        var received = received(request, target, hit == null ? Text.MAPPER.createObjectNode() : hit.path());
        var call = new Call(
                name,
                hit == null ? null : hit.operation().id(),
                hit == null
                        ? "%s.?%s %s".formatted(name, request.method(), target.raw())
                        : hit.operation().name(),
                request.method(),
                request.target(),
                received,
                request.start());
        calls.add(call);
        var reply = hit == null ? unknown(call, !fitting.isEmpty()) : answer(hit.operation(), call, request);
        if (reply.path("close").asBoolean()) call.answered(0);
        else StubReply.send(reply, request.method(), call, connection.getOutputStream());
    }

    private static ObjectNode received(Request request, Target target, ObjectNode path) {
        var text = request.text();
        var body = text.isBlank() ? NullNode.instance : Text.parseOrNull(text);
        if (body.isNull()
                && !text.isBlank()
                && Text.parse(text) == null
                && request.type().equals("application/x-www-form-urlencoded")) body = form(text);
        var received = Text.MAPPER.createObjectNode();
        received.set("path", path);
        received.set("query", target.query());
        received.set("headers", request.headers());
        received.set("body", body);
        return received.put("text", text);
    }

    private static ObjectNode form(String text) {
        var form = Target.pairs(text, false);
        form.properties().forEach(field -> {
            if (field.getValue().isArray()) field.setValue(field.getValue().get(0));
        });
        return form;
    }

    private static ObjectNode unknown(Call call, boolean otherMethod) {
        call.refused("unknown path or method");
        return refusal(otherMethod ? 405 : 404, "not found");
    }

    private ObjectNode answer(Operation operation, Call call, Request request) {
        var refused = contract.check(operation, call, request.type());
        if (refused.isPresent()) {
            call.refused(refused.get().why());
            return refusal(refused.get().status(), refused.get().why());
        }
        var answer = script.choose(operation, call.request());
        var delay = answer.reply().path("hang").asBoolean()
                ? HANGS_MILLIS
                : answer.reply().path("delayMs").asLong();
        try {
            if (delay > 0) answer.over().await(delay, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer.reply();
    }

    private static ObjectNode refusal(int status, String why) {
        var reply = Text.MAPPER.createObjectNode().put("status", status);
        reply.putObject("body").put("error", why);
        return reply;
    }
}
