package dev.routewright.cell;

/** A folder or topic did not take a message, several times over. */
final class SendFailed extends RuntimeException {
    SendFailed(String target, int attempts, Throwable cause) {
        super(
                "[%s] The message was not taken in %d attempts. Check that it can be written to."
                        .formatted(target, attempts),
                cause);
    }
}
