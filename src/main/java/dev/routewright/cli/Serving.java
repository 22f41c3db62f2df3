package dev.routewright.cli;

import java.util.List;

/** Starts the runtime. The only door from the command line to Spring, so that nothing else has to load it. */
@FunctionalInterface
interface Serving {

    /**
     * @param arguments settings as {@code --name=value}
     * @return once what lies in the folders has gone the whole way
     */
    Running start(List<String> arguments);

    interface Running {
        List<Row> integrations();

        /** Returns when the runtime has stopped; Ctrl-C drains it first. */
        void await();
    }

    /**
     * @param entry where messages come in, such as {@code POST http://127.0.0.1:8090/orders}
     * @param curl a line to paste, empty when the entry is not HTTP
     */
    record Row(String name, String status, String entry, String curl) {}
}
