package dev.routewright.drafting.model;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects an answer as it comes and passes it on, up to the longest answer allowed. */
final class Heard implements StreamingChatResponseHandler {
    private final Wire wire;
    private final Consumer<String> tokens;
    private final int most;
    private final StringBuilder text = new StringBuilder();
    private @Nullable ChatResponse response;
    private @Nullable RuntimeException listenerFailed;
    private boolean cut;

    Heard(Wire wire, Consumer<String> tokens, int most) {
        this.wire = wire;
        this.tokens = tokens;
        this.most = most;
    }

    @Override
    public void onPartialResponse(String piece) {
        if (cut || listenerFailed != null) return;
        int room = most - text.length();
        String fits = piece.length() <= room ? piece : piece.substring(0, room);
        text.append(fits);
        cut = fits.length() < piece.length();
        if (cut) wire.stop();
        try {
            if (!fits.isEmpty()) tokens.accept(fits);
        } catch (RuntimeException failure) {
            listenerFailed = failure;
            wire.stop();
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse complete) {
        response = complete;
    }

    @Override
    public void onError(Throwable failure) {
        // What went wrong is known to the wire, in our own words.
    }

    String text() {
        return text.toString();
    }

    boolean cut() {
        return cut;
    }

    @Nullable
    ChatResponse response() {
        return response;
    }

    @Nullable
    RuntimeException listenerFailed() {
        return listenerFailed;
    }
}
