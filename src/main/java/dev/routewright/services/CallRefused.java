package dev.routewright.services;

/** The service understood the call and said no (4xx). Asking again would bring the same answer. */
public final class CallRefused extends ServiceFailure {
    CallRefused(String operation, Answered answered) {
        super(operation, "The service refused the call with status %d.".formatted(answered.status()), answered, null);
    }
}
