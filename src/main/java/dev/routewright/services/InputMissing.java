package dev.routewright.services;

/** The call was not made: an input it needs was not there, or cannot be sent. */
public final class InputMissing extends ServiceFailure {
    InputMissing(String operation, String sentence) {
        super(operation, sentence, Answered.NOTHING, null);
    }
}
