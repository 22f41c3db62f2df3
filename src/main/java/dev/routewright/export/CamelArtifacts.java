package dev.routewright.export;

import java.util.Optional;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.tooling.model.ArtifactModel;

/** The parts of Camel that something a route is made of comes with, as Camel K names them. */
final class CamelArtifacts {
    private static final String PREFIX = "camel-";
    private static final String CORE = "camel-core";
    private static final CamelCatalog CATALOG = new DefaultCamelCatalog(true);

    private CamelArtifacts() {}

    static Optional<String> component(String scheme) {
        return of(CATALOG.componentModel(scheme));
    }

    static Optional<String> language(String name) {
        return of(CATALOG.languageModel(name));
    }

    static Optional<String> dataFormat(String name) {
        return of(CATALOG.dataFormatModel(name));
    }

    private static Optional<String> of(@org.jspecify.annotations.Nullable ArtifactModel<?> model) {
        return Optional.ofNullable(model)
                .map(ArtifactModel::getArtifactId)
                .filter(artifact -> artifact.startsWith(PREFIX) && !artifact.startsWith(CORE))
                .map(artifact -> "camel:" + artifact.substring(PREFIX.length()));
    }
}
