package dev.routewright.cli;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts the runtime. The only door from the command line to Spring, so that nothing else has to load it. */
@FunctionalInterface
interface Serving {

    /**
     * @param arguments settings as {@code --name=value}
     * @param told hears each step of the start, in words, from whatever thread takes it
     * @return once what lies in the folders has gone the whole way
     */
    Running start(List<String> arguments, Consumer<String> told);

    interface Running extends AutoCloseable {
        List<Row> integrations();

        /** Where the control plane answers. */
        URI control();

        /** The password of the console, when there was none before; to be shown now or never. */
        Optional<String> firstPassword();

        /** Returns when the runtime has stopped; Ctrl-C drains it first. */
        void await();

        /** Drains and stops. */
        @Override
        void close();
    }

    /**
     * @param integration its name, or the name of a file that could not be taken in
     * @param entry where messages come in, empty when nothing is live
     * @param example a line to paste for what is live, otherwise the reason why it is not; may be empty
     * @param sandbox the services it calls that are only simulated
     */
    record Row(String integration, String status, String entry, String example, List<String> sandbox) {
        boolean isLive() {
            return status.equals("live");
        }
    }
}
