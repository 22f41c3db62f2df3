package dev.routewright.camel;

import dev.routewright.services.ServiceRegistry;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** The services of a manifest, at the addresses they have where the route runs. Nobody registers any here. */
final class ManifestServices implements ServiceRegistry.Store {
    private final Manifest manifest;
    private final Values values;

    ManifestServices(Manifest manifest, Values values) {
        this.manifest = manifest;
        this.values = values;
    }

    @Override
    public List<Stored> load() {
        return manifest.services().stream()
                .map(service ->
                        new Stored(service.name(), service.document(), instances(service.name()), service.mediation()))
                .toList();
    }

    private List<URI> instances(String service) {
        var name = Setting.instances(service);
        try {
            return values.find(name).stream()
                    .flatMap(all -> Arrays.stream(all.split(",")))
                    .map(String::strip)
                    .filter(url -> !url.isEmpty())
                    .map(URI::create)
                    .toList();
        } catch (IllegalArgumentException noUrl) {
            throw new IllegalArgumentException(
                    "[setting %s] It holds something that is no URL. Nothing was started. Write http or https URLs with commas between."
                            .formatted(name),
                    noUrl);
        }
    }

    @Override
    public void save(Stored stored) {
        throw new UnsupportedOperationException("The services of an exported integration are those of its manifest.");
    }

    @Override
    public void delete(String name) {
        throw new UnsupportedOperationException("The services of an exported integration are those of its manifest.");
    }
}
