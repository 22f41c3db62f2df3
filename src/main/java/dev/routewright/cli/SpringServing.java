package dev.routewright.cli;

import java.util.List;

/** Starts the runtime of the web package. */
final class SpringServing implements Serving {
    @Override
    public Running start(List<String> arguments) {
        throw new Complaint(Exit.REFUSED, "serve is not built yet.");
    }
}
