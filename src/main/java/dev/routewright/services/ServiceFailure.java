package dev.routewright.services;

import org.jspecify.annotations.Nullable;

/**
 * Why a call brought no reply. The type says who has to act: {@link InputMissing} whoever sent the message,
 * {@link CallRefused} whoever wrote the route, {@link CallFailed} whoever runs the service. The message is a sentence
 * for people and never holds text of the service or of a library.
 */
public abstract class ServiceFailure extends Exception {
    private final String operation;
    private final Answered answered;

    ServiceFailure(String operation, String sentence, Answered answered, @Nullable Throwable cause) {
        super("[%s] %s".formatted(operation, sentence), cause);
        this.operation = operation;
        this.answered = answered;
    }

    /** Key of the operation that was called. */
    public String operation() {
        return operation;
    }

    /** HTTP status of the last answer; 0 when the last attempt brought none that is of use. */
    public int status() {
        return answered.status();
    }

    /** The beginning of what the service said; not to be trusted, so never part of the message. */
    public String body() {
        return answered.body();
    }

    /** An answer that is no reply. */
    record Answered(int status, String body) {
        static final Answered NOTHING = new Answered(0, "");
    }
}
