package dev.routewright.cell;

import dev.routewright.services.Pauses;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * A message leaving by file or topic: written as text, without headers that would steer the component, and tried
 * again a few times when disk or broker does not take it. Afterwards the message is as it was before.
 */
final class Sending extends DelegateAsyncProcessor {
    private static final int RETRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final String KEY = "kafka.KEY";
    private static final Pattern START = Pattern.compile("\\$+(?:simple)?\\{");

    private final String target;
    private final boolean keepsFileName;
    private final @Nullable String variable;
    private final Pauses pauses;

    /** @param variable the variable that is sent instead of the body, if one is */
    Sending(Processor processor, String uri, @Nullable String variable, Pauses pauses) {
        super(processor);
        this.target = uri.substring(0, uri.indexOf(':') + 1) + EndpointGate.path(uri);
        this.keepsFileName = uri.startsWith("file:");
        this.variable = variable;
        this.pauses = pauses;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        var passage = Passage.of(exchange);
        if (passage != null) passage.sends();
        var message = exchange.getMessage();
        var body = message.getBody();
        var headers = new TreeMap<String, Object>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(message.getHeaders());
        prepare(message, headers);
        var sent = variable == null ? null : exchange.getVariable(variable);
        // To Camel's Kafka producer JSON is a list of messages, and a JSON text an empty one: nothing would be sent.
        var text = Json.text(sent);
        if (text != null) exchange.setVariable(variable, text);
        return attempt(exchange, 1, doneSync -> {
            if (text != null) exchange.setVariable(variable, sent);
            message.setBody(body);
            message.removeHeaders("*");
            headers.forEach(message::setHeader);
            callback.done(doneSync);
        });
    }

    private void prepare(Message message, Map<String, Object> headers) {
        var text = Json.text(message.getBody());
        if (text != null) message.setBody(text);
        message.removeHeaders("*");
        var key = headers.get(KEY);
        if (key != null) message.setHeader(KEY, text(key));
        var name = headers.get(Exchange.FILE_NAME);
        if (!keepsFileName || name == null) return;
        // A fileName of the address goes before it, and may be made of it.
        message.setHeader(Exchange.FILE_NAME, plainName(text(name)));
        message.setHeader(Exchange.FILE_NAME_ONLY, plainName(text(name)));
    }

    private boolean attempt(Exchange exchange, int number, AsyncCallback callback) {
        boolean[] again = {false};
        boolean sync = super.process(exchange, doneSync -> {
            var failure = exchange.getException();
            if (failure != null && number <= RETRIES && !isFinal(failure)) {
                exchange.setException(null);
                again[0] = true;
                var pause = FIRST_PAUSE.multipliedBy(1L << (number - 1));
                Runnable retry = () -> attempt(exchange, number + 1, ignored -> callback.done(false));
                if (!pauses.after(pause, retry)) retry.run();
            } else {
                if (failure != null) exchange.setException(new SendFailed(target, number, failure));
                callback.done(doneSync);
            }
        });
        return sync && !again[0];
    }

    /**
     * Trying again would only be another attempt at the same; and what Kafka's client gave up after trying for as long
     * as it may, it would not recognize as the same message.
     */
    private static boolean isFinal(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof OutsideGrant || cause instanceof KafkaException) return true;
        return false;
    }

    private static String text(Object value) {
        var text = Json.text(value);
        return text == null ? value.toString() : text;
    }

    /** The last part of a name, and nothing the file component would evaluate. */
    static String plainName(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return START.matcher(last).replaceAll("_");
    }
}
