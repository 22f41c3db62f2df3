package dev.routewright.drafting.model;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.routewright.drafting.model.Model.Answer;
import dev.routewright.drafting.model.Model.End;
import dev.routewright.drafting.model.Model.Prompt;
import dev.routewright.drafting.model.Model.Usage;
import dev.routewright.knowledge.Tokens;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Asks once. */
final class Attempt {
    /** How models that think aloud begin when their server does not take it out. */
    private static final Pattern THOUGHTS = Pattern.compile("^\\s*<think>.*?</think>\\s*", Pattern.DOTALL);

    /** No answer this time. */
    static final class Failed extends Exception {
        final transient Trouble trouble;
        int attempts = 1;

        Failed(Trouble trouble) {
            super(trouble.kind().name());
            this.trouble = trouble;
        }
    }

    private final java.net.http.HttpClient http;
    private final ModelSettings settings;
    private final Clients clients;

    Attempt(java.net.http.HttpClient http, ModelSettings settings) {
        this.http = http;
        this.settings = settings;
        this.clients = new Clients(settings);
    }

    /** @return the answer, with the time left out of its usage */
    Answer ask(Prompt prompt, Dialect dialect, Consumer<String> tokens, long deadline) throws Failed {
        var wire = new Wire(http, settings.limits(), deadline);
        var heard = new Heard(wire, tokens, settings.limits().mostCharacters());
        try {
            clients.model(prompt, wire).chat(clients.request(prompt, dialect), heard);
        } catch (LangChain4jException unreadable) {
            throw failed(wire, Trouble.of(Trouble.Kind.MALFORMED));
        }
        if (wire.cancelled()) throw new CancellationException("The question was withdrawn.");
        RuntimeException listener = heard.listenerFailed();
        if (listener != null) throw listener;
        if (heard.cut()) return answer(prompt, heard, End.TRUNCATED);
        if (wire.trouble() != null) throw failed(wire, wire.trouble());
        if (heard.response() == null) throw failed(wire, Trouble.of(Trouble.Kind.LOST));
        return answer(prompt, heard, end(heard.response(), wire));
    }

    private static Failed failed(Wire wire, Trouble otherwise) {
        Trouble known = wire.trouble();
        return new Failed(known == null ? otherwise : known);
    }

    private static End end(ChatResponse response, Wire wire) throws Failed {
        FinishReason reason = response.finishReason();
        if (wire.tap().refused() || reason == FinishReason.CONTENT_FILTER) return End.REFUSED;
        if (reason == FinishReason.LENGTH) return End.TRUNCATED;
        if (reason == null && !wire.tap().done()) throw failed(wire, Trouble.of(Trouble.Kind.LOST));
        return End.COMPLETE;
    }

    private static Answer answer(Prompt prompt, Heard heard, End end) {
        ChatResponse response = heard.response();
        TokenUsage told = response == null ? null : response.tokenUsage();
        Integer in = told == null ? null : told.inputTokenCount();
        Integer out = told == null ? null : told.outputTokenCount();
        var usage = new Usage(
                in == null || in == 0 ? counted(prompt) : in,
                out == null || out == 0 ? Tokens.count(heard.text()) : out,
                0);
        return new Answer(THOUGHTS.matcher(heard.text()).replaceFirst(""), usage, end);
    }

    private static int counted(Prompt prompt) {
        return prompt.messages().stream()
                .mapToInt(message -> Tokens.count(message.text()) + 4)
                .sum();
    }
}
