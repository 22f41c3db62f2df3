package dev.routewright.services;

/** The service understood the call and said no (4xx). Asking again would bring the same answer. */
public final class CallRefused extends ServiceFailure {
    private final int status;
    private final String body;

    CallRefused(String operation, int status, String body) {
        super(operation, "The service refused the call with status %d.".formatted(status), null);
        this.status = status;
        this.body = body;
    }

    public int status() {
        return status;
    }

    /** The beginning of what the service said; not to be trusted, so never part of the message. */
    public String body() {
        return body;
    }
}
