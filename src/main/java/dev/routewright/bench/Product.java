package dev.routewright.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A running product that nobody else uses. */
public interface Product extends AutoCloseable {
    /** Where its control plane answers. */
    URI control();

    /** Where integrations answer. */
    URI ingress();

    /** The folder integrations read and write files in. */
    Path files();

    /** The folder whose routes it takes in by itself. */
    Path routes();

    @Override
    void close();

    /** Starts the product's own runtime. */
    @FunctionalInterface
    interface Starter {
        /** @param settings as {@code --name=value}; they come before those of the environment @return its control plane */
        Running start(List<String> settings);
    }

    /** What was started, knowing no more than its control plane. */
    interface Running extends AutoCloseable {
        URI control();

        @Override
        void close();
    }
}
