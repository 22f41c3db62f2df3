package dev.routewright.camel;

import dev.routewright.camel.Manifest.Offered;
import dev.routewright.services.CallCredentials;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What services are shown, from the settings of the process. Read anew for each call, so that a changed secret counts. */
final class GivenCredentials implements CallCredentials {
    private final Map<String, Offered> services;
    private final Values values;

    GivenCredentials(Manifest manifest, Values values) {
        this.services = manifest.services().stream().collect(Collectors.toMap(Offered::name, Function.identity()));
        this.values = values;
    }

    @Override
    public List<Sent> of(Caller caller, String service) {
        var offered = services.get(service);
        if (offered == null) return List.of();
        return offered.credentials().stream()
                .flatMap(place ->
                        values.find(Setting.credential(service, place)).stream().map(value -> new Sent(place, value)))
                .toList();
    }
}
