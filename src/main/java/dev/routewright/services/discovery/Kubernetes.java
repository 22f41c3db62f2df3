package dev.routewright.services.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The ready endpoints of a Kubernetes service, read from its EndpointSlices. Needs {@code get} of services and
 * {@code list} of endpointslices in the namespace, and nothing else.
 */
final class Kubernetes implements Lookup {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 50;

    private final Api api;
    private final Predicate<InetAddress> never;

    Kubernetes(Api api, Predicate<InetAddress> never) {
        this.api = api;
        this.never = never;
    }

    /** The API server. */
    interface Api {
        /** @return status and body of a GET @throws LookupFailed when there is no answer, or no cluster */
        Answer get(String path) throws LookupFailed;
    }

    record Answer(int status, byte[] body) {}

    @Override
    public List<Place> places(Source source) throws LookupFailed {
        var service = source.host().substring(0, source.host().indexOf('.'));
        var namespace = source.host().substring(source.host().indexOf('.') + 1);
        var port = portName(source, read("/api/v1/namespaces/%s/services/%s".formatted(namespace, service), source));
        var slices = read(
                "/apis/discovery.k8s.io/v1/namespaces/%s/endpointslices?labelSelector=kubernetes.io%%2Fservice-name%%3D%s"
                        .formatted(namespace, service),
                source);
        var places = new ArrayList<Place>();
        for (var slice : slices.path("items")) {
            var target = target(slice.path("ports"), port);
            if (target.isEmpty() || slice.path("addressType").asText().equals("FQDN")) continue;
            for (var endpoint : slice.path("endpoints"))
                if (isReady(endpoint.path("conditions")))
                    for (var address : endpoint.path("addresses"))
                        if (places.size() < MOST && mayBeCalled(address.asText()))
                            places.add(source.place(
                                    address.asText(),
                                    target.get(),
                                    source.named("%s.%s.svc".formatted(service, namespace), source.portOrUsual()),
                                    1,
                                    0));
        }
        if (places.isEmpty())
            throw new LookupFailed("The Kubernetes service %s has no ready endpoint.".formatted(source.host()), null);
        return places;
    }

    /** Slices know ports by the name they have in the service; the only port of a service may have none. */
    private static String portName(Source source, JsonNode service) throws LookupFailed {
        var ports = service.path("spec").path("ports");
        if (source.port() < 0 && ports.size() == 1)
            return ports.get(0).path("name").asText();
        for (var port : ports)
            if (port.path("port").asInt() == source.portOrUsual())
                return port.path("name").asText();
        throw new LookupFailed(
                "The Kubernetes service %s has no port %d.".formatted(source.host(), source.portOrUsual()), null);
    }

    private static Optional<Integer> target(JsonNode ports, String name) {
        for (var port : ports)
            if (port.path("name").asText("").equals(name) && port.path("port").isInt())
                return Optional.of(port.get("port").asInt());
        return Optional.empty();
    }

    /** Not said counts as ready, as the API has it. */
    private static boolean isReady(JsonNode conditions) {
        return conditions.path("ready").asBoolean(true)
                && !conditions.path("terminating").asBoolean(false);
    }

    private boolean mayBeCalled(String address) {
        try {
            boolean literal = address.matches("[0-9.]+") || address.matches("[0-9a-fA-F:.]+");
            return literal && !never.test(InetAddress.getByName(address));
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    private JsonNode read(String path, Source source) throws LookupFailed {
        var answer = api.get(path);
        if (answer.status() == 404)
            throw new LookupFailed("Kubernetes has no service %s.".formatted(source.host()), null);
        if (answer.status() == 401 || answer.status() == 403)
            throw new LookupFailed(
                    "Kubernetes does not let this process read %s; its service account needs get on services and list on endpointslices."
                            .formatted(source.host()),
                    null);
        if (answer.status() != 200)
            throw new LookupFailed("The Kubernetes API answered with status %d.".formatted(answer.status()), null);
        try {
            return JSON.readTree(answer.body());
        } catch (IOException notJson) {
            throw new LookupFailed("The Kubernetes API answered with something that is not JSON.", notJson);
        }
    }

    /** Where the API server is for a process in a pod. */
    static Optional<URI> server(java.util.Map<String, String> environment) {
        var host = environment.get("KUBERNETES_SERVICE_HOST");
        var port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        if (host == null || host.isBlank()) return Optional.empty();
        return Optional.of(URI.create("https://%s:%s".formatted(host.contains(":") ? "[" + host + "]" : host, port)));
    }
}
