package dev.routewright.export;

import dev.routewright.camel.Manifest.Offered;
import dev.routewright.camel.Setting;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the services want to be shown, by the names it is given under. Values are never known here. */
final class Credentials {
    private final Set<String> properties = new LinkedHashSet<>();

    Credentials(List<Offered> services) {
        for (var service : services)
            for (var place : service.credentials()) {
                var property = Setting.credential(service.name(), place);
                if (property.matches("[A-Za-z0-9._-]+")) properties.add(property);
            }
    }

    static String secret(String integration) {
        return ClusterNames.part(integration, "credentials");
    }

    boolean isEmpty() {
        return properties.isEmpty();
    }

    Set<String> properties() {
        return properties;
    }

    /** How the Secret is made that the resources name, as a comment at the head of them. */
    String comment(String integration) {
        if (isEmpty()) return "";
        var lines = properties.stream()
                .map(property -> "#     %s=…".formatted(property))
                .collect(Collectors.joining("\n"));
        return """
                # The Secret %1$s has to be there before this is applied. It is not part of it, so that no value
                # lies in a file. Of the following lines, keep those the services want:
                #
                # apiVersion: v1
                # kind: Secret
                # metadata:
                #   name: %1$s
                # stringData:
                #   credentials.properties: |
                %2$s
                ---
                """.formatted(secret(integration), lines);
    }
}
