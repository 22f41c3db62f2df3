package dev.routewright.camel;

import dev.routewright.camel.Manifest.Offered;
import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.services.ServiceRegistry;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services of a manifest, at the addresses they have where the route runs. Nobody registers any here. */
final class ManifestServices implements ServiceRegistry.Store {
    private static final Logger LOG = LoggerFactory.getLogger(ManifestServices.class);

    private final Manifest manifest;
    private final Values values;

    ManifestServices(Manifest manifest, Values values) {
        this.manifest = manifest;
        this.values = values;
    }

    @Override
    public List<Stored> load() {
        return manifest.services().stream()
                .map(service -> new Stored(service.name(), service.document(), instances(service), service.mediation()))
                .toList();
    }

    /** Where it runs. A stand-in that answered unasked would be taken for the service itself. */
    private List<URI> instances(Offered service) {
        var name = Setting.instances(service.name());
        var said = values.find(name).orElse("").strip();
        var document = OpenApiServices.read(service.name(), service.document());
        if (said.equals(Usable.SIMULATED) && document.sandbox()) {
            LOG.warn("[service {}] It is simulated: nothing it is asked to do happens.", service.name());
            return List.of();
        }
        if (said.isEmpty() && (document.sandbox() || document.servers().isEmpty()))
            throw new IllegalArgumentException(
                    "[setting %s] Nobody says where %s runs. Nothing was started. Write its URLs there, with commas between%s."
                            .formatted(
                                    name,
                                    service.name(),
                                    document.sandbox()
                                            ? ", or `%s` to have its document's examples answer"
                                                    .formatted(Usable.SIMULATED)
                                            : ""));
        return urls(name, said);
    }

    private static List<URI> urls(String name, String said) {
        try {
            return Arrays.stream(said.split(","))
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
