package dev.routewright.drafting.model;

import java.time.Duration;

/** Why there is no answer, in sentences for people: what happened, what still holds, what to do. */
final class Sentences {
    private static final String HOLDS = " Nothing was changed, and what is live goes on without the model. ";

    private final ModelSettings settings;

    Sentences(ModelSettings settings) {
        this.settings = settings;
    }

    ModelUnavailable of(Trouble trouble, int attempts) {
        String tries = attempts > 1 ? " (asked %d times)".formatted(attempts) : "";
        return say(what(trouble) + tries + "." + quoted(trouble), remedy(trouble));
    }

    ModelUnavailable resting(Duration left) {
        long seconds = Math.max(1, (left.toMillis() + 999) / 1000);
        return say(
                "it failed %d times in a row and is left alone"
                                .formatted(settings.limits().failuresUntilPause()) + ".",
                "It is tried again in %d s; try again then.".formatted(seconds));
    }

    ModelUnavailable crowded() {
        return say(
                "it answers %d other questions, and none was done within %s."
                        .formatted(
                                settings.limits().concurrency(),
                                seconds(settings.limits().timeout())),
                "Try again later, or raise routewright.model.at-once if the endpoint can take more.");
    }

    private ModelUnavailable say(String what, String remedy) {
        return new ModelUnavailable("[model %s] %s%s%s".formatted(settings.label(), what, HOLDS, remedy));
    }

    private String quoted(Trouble trouble) {
        // An endpoint that refuses a key likes to repeat it, whole or in part.
        return trouble.kind() == Trouble.Kind.KEY_REFUSED ? "" : Said.quoted(trouble.said(), settings.apiKey());
    }

    private String what(Trouble trouble) {
        var limits = settings.limits();
        return switch (trouble.kind()) {
            case UNREACHABLE -> "no connection to %s".formatted(settings.baseUrl());
            case LOST -> "the connection was lost before the answer was whole";
            case SILENT ->
                "it stopped in the middle of the answer and was silent for %s".formatted(seconds(limits.idleTimeout()));
            case MALFORMED ->
                "it sent what is no %s stream".formatted(settings.provider().label());
            case REPORTED -> "it reported an error in the middle of the answer";
            case BUSY ->
                "it takes no more questions now (%d)".formatted(trouble.status())
                        + (trouble.asksFor() == null
                                ? ""
                                : " and asks to be left alone for %s".formatted(seconds(trouble.asksFor())));
            case BROKEN -> "it failed (%d)".formatted(trouble.status());
            case SLOW -> "no whole answer within %s".formatted(seconds(limits.timeout()));
            case KEY_REFUSED -> "it does not accept the key (%d)".formatted(trouble.status());
            case UNKNOWN -> "it knows no such model or address (404)";
            case QUESTION_REFUSED -> "it refuses the question (%d)".formatted(trouble.status());
            case ELSEWHERE ->
                "what answers at %s is no endpoint of a model but a web page or a redirect"
                        .formatted(settings.baseUrl());
            case TOO_LARGE -> "it sent more than an answer may hold";
        };
    }

    private String remedy(Trouble trouble) {
        return switch (trouble.kind()) {
            case UNREACHABLE ->
                "Check that the model is running and that routewright.model.base-url points at it, then try again.";
            case LOST, SILENT, REPORTED, BROKEN -> "Look into the log of the endpoint, then try again.";
            case MALFORMED -> "Check that routewright.model.provider says what the endpoint speaks, then try again.";
            case BUSY -> "Try again later.";
            case SLOW -> "Try again, or raise routewright.model.timeout if the model is just slow.";
            case KEY_REFUSED -> "Set a valid key as routewright.model.api-key.";
            case UNKNOWN ->
                "Check routewright.model.name and routewright.model.base-url (it ends where the provider's"
                        + " documents say, often in /v1).";
            case QUESTION_REFUSED ->
                "Check that the model takes prompts of this size and the settings under"
                        + " routewright.model, then try again.";
            case ELSEWHERE -> "Redirects are not followed: set routewright.model.base-url to where the endpoint is.";
            case TOO_LARGE -> "Check that routewright.model.base-url points at a language model.";
        };
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : "%.1f s".formatted(time.toMillis() / 1000.0);
    }
}
