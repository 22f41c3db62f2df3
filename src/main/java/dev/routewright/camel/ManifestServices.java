package dev.routewright.camel;

import dev.routewright.camel.Manifest.Offered;
import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.services.ServiceRegistry;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
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

    /** @throws IllegalArgumentException with a sentence that names every service nobody says the place of */
    void check() {
        var missing = new ArrayList<Offered>();
        boolean sandboxes = false;
        for (var service : manifest.services()) {
            if (values.find(Setting.instances(service.name())).isPresent()) continue;
            var document = OpenApiServices.read(service.name(), service.document());
            if (!document.sandbox() && !document.servers().isEmpty()) continue;
            missing.add(service);
            sandboxes |= document.sandbox();
        }
        if (missing.isEmpty()) return;
        var several = missing.size() > 1;
        throw new IllegalArgumentException(
                "[setting %s] Nobody says where %s. Nothing was started. Write %s URLs there, with commas between%s."
                        .formatted(
                                missing.stream()
                                        .map(service -> Setting.instances(service.name()))
                                        .collect(Collectors.joining(", ")),
                                missing.stream().map(Offered::name).collect(Collectors.joining(", "))
                                        + (several ? " run" : " runs"),
                                several ? "their" : "its",
                                sandboxes
                                        ? ", or `%s` to have the examples of a sandbox's document answer"
                                                .formatted(Usable.SIMULATED)
                                        : ""));
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
