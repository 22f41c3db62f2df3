package dev.routewright.camel;

import dev.routewright.services.CallCredentials;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What services are shown, from the settings of the process. Read once: what changes later counts after a restart. */
final class GivenCredentials implements CallCredentials {
    private final Map<String, List<Sent>> given = new HashMap<>();

    GivenCredentials(Manifest manifest, Values values) {
        for (var service : manifest.services())
            given.put(
                    service.name(),
                    service.credentials().stream()
                            .flatMap(place -> values.find(Setting.credential(service.name(), place)).stream()
                                    .map(value -> new Sent(place, value)))
                            .toList());
    }

    @Override
    public List<Sent> of(Caller caller, String service) {
        return given.getOrDefault(service, List.of());
    }
}
