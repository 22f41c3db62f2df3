package dev.routewright.drafting.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** A model whose answers are known beforehand, and that remembers what it was asked. */
final class Scripted implements Model {
    final List<Prompt> asked = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();

    Scripted says(String... texts) {
        for (var text : texts) answers.add(new Answer(text, new Usage(100, 10, 1), End.COMPLETE));
        return this;
    }

    Scripted ends(String text, End end) {
        answers.add(new Answer(text, new Usage(100, 10, 1), end));
        return this;
    }

    /** The last message of a prompt. */
    String lastTold(int prompt) {
        var messages = asked.get(prompt).messages();
        return messages.get(messages.size() - 1).text();
    }

    @Override
    public String name() {
        return "scripted/one";
    }

    @Override
    public Answer ask(Prompt prompt, Consumer<String> tokens) {
        asked.add(prompt);
        if (answers.isEmpty()) throw new ModelUnavailable("The model does not answer. Nothing was drafted. Try again.");
        tokens.accept("…");
        return answers.remove();
    }

    @Override
    public void close() {}
}
