package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.Message;
import dev.routewright.route.Grant;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP entry of one route. Knows no server: the ingress, a stage and a replay hand messages over in the same way.
 */
final class HttpEntry extends DefaultConsumer implements PlatformHttpConsumer {
    private static final HttpAnswer BUSY = HttpAnswer.problem(
                    503,
                    "Too busy",
                    "Too many messages of this integration are under way. Nothing was done; send it again in a moment.")
            .with("Retry-After", "1");

    private static final HttpAnswer NO_ROOM = HttpAnswer.problem(
                    503,
                    "No room",
                    "Too many messages of this integration have failed and wait for somebody. Nothing was done; send it "
                            + "again later.")
            .with("Retry-After", "60");

    private final List<HttpEntry> open;
    private final Set<String> methods;

    /** @param open the entries of the cell while they are open */
    HttpEntry(PlatformHttpEndpoint endpoint, Processor processor, List<HttpEntry> open) {
        super(endpoint, processor);
        methods = methods(endpoint.getHttpMethodRestrict());
        this.open = open;
    }

    @Override
    public PlatformHttpEndpoint getEndpoint() {
        return (PlatformHttpEndpoint) super.getEndpoint();
    }

    String path() {
        var path = getEndpoint().getPath();
        return path.startsWith("/") ? path : "/" + path;
    }

    Set<String> methods() {
        return methods;
    }

    private static Set<String> methods(@Nullable String restrict) {
        return restrict == null
                ? Set.of("GET", "POST", "PUT", "PATCH", "DELETE")
                : Set.of(restrict.toUpperCase(Locale.ROOT).split("\\s*,\\s*"));
    }

    boolean serves(Grant.Entry entry) {
        return entry.address().equals(path()) && methods().contains(entry.method());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        open.add(this);
    }

    @Override
    protected void doStop() throws Exception {
        open.remove(this);
        super.doStop();
    }

    /**
     * Lets a message in for a caller, who is told of a message that is itself wrong; such a message is not kept.
     *
     * @param answer told exactly once, on any thread, when the message is done or kept; without a passage when it was
     *     not let in
     * @return false when the cell is closing: ask its successor
     */
    boolean deliver(Message message, Custody custody, Told answer) {
        if (custody.isFull() || !custody.hasRoom()) {
            answer.told(custody.isFull() ? BUSY : NO_ROOM, null);
            return true;
        }
        try {
            return deliver(message, body(message), true, custody, answer::told);
        } catch (IOException malformed) {
            answer.told(
                    HttpAnswer.problem(
                            400,
                            "The body is not JSON",
                            "The Content-Type promises JSON and the body is not. Nothing was done."),
                    null);
            return true;
        }
    }

    /** Who waits for the end of a message. */
    @FunctionalInterface
    interface Told {
        void told(HttpAnswer answer, @Nullable Passage passage);
    }

    /** Lets a kept message in again: whatever is wrong with it, it is kept again. */
    boolean deliverAgain(Message message, Custody custody, BiConsumer<HttpAnswer, Passage> answer) {
        Object body;
        try {
            body = body(message);
        } catch (IOException malformed) {
            body = message.body();
        }
        return deliver(message, body, false, custody, answer);
    }

    private boolean deliver(
            Message message,
            @Nullable Object body,
            boolean refusable,
            Custody custody,
            BiConsumer<HttpAnswer, Passage> answer) {
        var exchange = createExchange(false);
        var passage = new Passage(() -> message, refusable);
        // One that is replayed is on disk already.
        if (!refusable) passage.comingAgain();
        if (!custody.takes(passage, exchange.getExchangeId())) return false;
        passage.boards(exchange);
        exchange.setPattern(ExchangePattern.InOut);
        exchange.getMessage().setBody(body);
        Headers.enter(message.headers(), "http").forEach(exchange.getMessage()::setHeader);
        var told = new AtomicBoolean();
        passage.whenGivenUp(() -> {
            if (told.compareAndSet(false, true)) answer.accept(Answers.of(exchange, passage, body), passage);
        });
        Place.here()
                .carried(passage, () -> getAsyncProcessor().process(exchange, doneSync -> {
                    // A context that is being forced down ends messages without asking custody.
                    custody.ended(passage, exchange);
                    var got = Answers.of(exchange, passage, body);
                    releaseExchange(exchange, false);
                    if (told.compareAndSet(false, true)) answer.accept(got, passage);
                }))
                .run();
        return true;
    }

    private static @Nullable Object body(Message message) throws IOException {
        var bytes = message.body();
        var type = Headers.get(message.headers(), "Content-Type").toLowerCase(Locale.ROOT);
        var media = type.split(";", 2)[0].trim();
        boolean json = media.equals("application/json") || media.endsWith("+json");
        if (bytes == null || bytes.length == 0) {
            if (json && bytes != null) throw new IOException("empty");
            return null;
        }
        if (json) return Json.MAPPER.readTree(bytes);
        if (media.isEmpty() || media.equals("application/x-www-form-urlencoded")) {
            // What curl sends unless told otherwise.
            try {
                if (bytes[0] == '{' || bytes[0] == '[') return Json.MAPPER.readTree(bytes);
            } catch (IOException text) {
                // Then it is a text.
            }
        }
        if (media.isEmpty() || media.startsWith("text/") || media.endsWith("xml") || media.contains("urlencoded"))
            return new String(bytes, charset(type));
        return bytes;
    }

    private static Charset charset(String type) {
        int at = type.indexOf("charset=");
        try {
            return at < 0
                    ? StandardCharsets.UTF_8
                    : Charset.forName(
                            type.substring(at + 8).split(";")[0].trim().replace("\"", ""));
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }
}
