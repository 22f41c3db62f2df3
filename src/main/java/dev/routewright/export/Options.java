package dev.routewright.export;

import java.net.URI;
import java.util.Optional;

/**
 * What may be chosen about an export.
 *
 * @param repository where Camel K finds the library, a Maven repository
 * @param knative whether HTTP integrations become Knative services
 * @param keda whether readers of topics are scaled by what waits there
 * @param given what is set about it
 */
public record Options(Optional<URI> repository, boolean knative, boolean keda, Given given) {
    public static final Options NONE = new Options(Optional.empty(), false, false, Given.NONE);

    public Options {
        if (repository.isPresent() && !isUsable(repository.get()))
            throw new IllegalArgumentException(
                    "The repository is not usable: it is an http or https address without user or password.");
    }

    /** It is written down for everybody to read, so that it may hold no credential. */
    private static boolean isUsable(URI uri) {
        return uri.getScheme() != null
                && uri.getScheme().matches("https?")
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }
}
