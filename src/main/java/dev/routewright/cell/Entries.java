package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.Message;
import dev.routewright.route.Grant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.kafka.KafkaConstants;
import org.jspecify.annotations.Nullable;

/** The doors of a cell that Camel opens itself: timers, folders, topics. */
final class Entries {
    private static final int LARGEST = 10 * 1024 * 1024;
    private static final List<String> PLACE =
            List.of(KafkaConstants.TOPIC, KafkaConstants.PARTITION, KafkaConstants.OFFSET, KafkaConstants.TIMESTAMP);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private Entries() {}

    /** {@code http timer cron file kafka}, or empty for routes within the cell. */
    static String kind(Endpoint endpoint) {
        var uri = endpoint.getEndpointUri();
        return Grant.Entry.kindOf(uri.substring(0, Math.max(0, uri.indexOf(':'))));
    }

    /** Whether nobody behind the entry has to hear of a failure once the message is kept. */
    static boolean endsHere(Exchange exchange) {
        var from = exchange.getFromEndpoint();
        var kind = from == null ? "" : kind(from);
        return kind.equals("kafka") || kind.equals("timer") || kind.equals("cron");
    }

    static Grant.Entry entry(Grant grant, Endpoint from) {
        var kind = kind(from);
        var address = EndpointGate.path(from.getEndpointUri());
        var ofKind = grant.entries().stream().filter(e -> e.kind().equals(kind)).toList();
        return ofKind.stream()
                .filter(e -> e.address().equals(address))
                .findFirst()
                .orElseGet(() -> ofKind.isEmpty() ? new Grant.Entry(kind, "", address) : ofKind.get(0));
    }

    /** The passage of a message one of Camel's consumers took in. */
    static Passage board(Grant grant, Route route, Exchange exchange) {
        var entry = entry(grant, route.getEndpoint());
        var headers = Headers.safe(exchange.getMessage().getHeaders());
        var body = exchange.getMessage().getBody();
        if (body instanceof GenericFile<?> file) {
            headers.put(Exchange.FILE_NAME, file.getFileNameOnly());
            return new Passage(() -> new Message(entry, headers, content(file)), false).comingAgain();
        }
        if (entry.kind().equals("kafka")) place(exchange.getMessage(), headers);
        var passage = new Passage(() -> new Message(entry, headers, bytes(body)), false);
        return comesAgain(entry) ? passage.comingAgain() : passage;
    }

    /** Whether a message that is not done when the process dies comes in again after the next start. */
    static boolean comesAgain(Grant.Entry entry) {
        return entry.kind().equals("kafka") || entry.kind().equals("file");
    }

    /** Where on its topic a record is: whoever finds it among the dead letters may want to look at its neighbours. */
    private static void place(org.apache.camel.Message message, Map<String, String> headers) {
        for (var name : PLACE) {
            var value = message.getHeader(name);
            if (value instanceof Number || value instanceof String) headers.put(name, value.toString());
        }
    }

    /** Says of a message that is let in again what Camel's consumers say of it. */
    static void describe(Message message, org.apache.camel.Message to) {
        if (message.entry().kind().equals("kafka")) describeRecord(message, to);
        var name = Headers.get(message.headers(), Exchange.FILE_NAME);
        if (!message.entry().kind().equals("file") || name.isEmpty()) return;
        var plain = name.substring(name.lastIndexOf('/') + 1);
        to.setHeader(Exchange.FILE_NAME_ONLY, plain);
        to.setHeader(Exchange.FILE_NAME_CONSUMED, name);
        to.setHeader(Exchange.FILE_LENGTH, message.body() == null ? 0L : (long) message.body().length);
    }

    /** With the numbers it had, of which a route may make the key by which it knows the record again. */
    private static void describeRecord(Message message, org.apache.camel.Message to) {
        to.setHeader(KafkaConstants.TOPIC, message.entry().address());
        number(message, KafkaConstants.PARTITION).ifPresent(n -> to.setHeader(KafkaConstants.PARTITION, (int) n));
        number(message, KafkaConstants.OFFSET).ifPresent(n -> to.setHeader(KafkaConstants.OFFSET, n));
        number(message, KafkaConstants.TIMESTAMP).ifPresent(n -> to.setHeader(KafkaConstants.TIMESTAMP, n));
    }

    private static OptionalLong number(Message message, String header) {
        var text = Headers.get(message.headers(), header);
        return NUMBER.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static byte @Nullable [] content(GenericFile<?> file) {
        try {
            var path = Path.of(file.getAbsoluteFilePath());
            // A larger file stays whole among the failed ones; a part of it would not be the message.
            return Files.size(path) > LARGEST ? null : Files.readAllBytes(path);
        } catch (IOException gone) {
            return null;
        }
    }

    private static byte @Nullable [] bytes(@Nullable Object body) {
        if (body == null) return null;
        // A larger record stays on its topic; what is kept says where.
        if (body instanceof byte[] bytes) return bytes.length > LARGEST ? null : bytes;
        var json = Json.text(body);
        var text = (json == null ? body.toString() : json).getBytes(StandardCharsets.UTF_8);
        return text.length > LARGEST ? null : text;
    }
}
