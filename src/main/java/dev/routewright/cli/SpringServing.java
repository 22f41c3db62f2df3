package dev.routewright.cli;

import dev.routewright.web.Server;
import dev.routewright.web.StartFailed;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts the runtime of the web package, without knowing what it is made of. */
final class SpringServing implements Serving {
    @Override
    public Running start(List<String> arguments, Consumer<String> told) {
        try {
            return new Up(Server.start(told, arguments.toArray(String[]::new)));
        } catch (StartFailed e) {
            throw new Complaint(Exit.REFUSED, e.getMessage());
        }
    }

    private record Up(Server server) implements Running {
        @Override
        public List<Row> integrations() {
            return server.integrations().stream()
                    .map(row -> new Row(row.integration(), row.status(), row.entry(), row.example(), row.sandbox()))
                    .toList();
        }

        @Override
        public URI control() {
            return server.control();
        }

        @Override
        public Optional<String> firstPassword() {
            return server.firstPassword();
        }

        @Override
        public void await() {
            try {
                server.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
