package dev.routewright.services;

import org.jspecify.annotations.Nullable;

/**
 * Why a call brought no reply. The type says who has to act: {@link InputMissing} whoever sent the message,
 * {@link CallRefused} whoever wrote the route, {@link CallFailed} whoever runs the service. The message is a sentence
 * for people and never holds text of the service or of a library.
 */
public abstract class ServiceFailure extends Exception {
    private final String operation;

    ServiceFailure(String operation, String sentence, @Nullable Throwable cause) {
        super("[%s] %s".formatted(operation, sentence), cause);
        this.operation = operation;
    }

    /** Key of the operation that was called. */
    public String operation() {
        return operation;
    }
}
