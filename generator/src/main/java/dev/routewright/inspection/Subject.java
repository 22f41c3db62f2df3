package dev.routewright.inspection;

import dev.routewright.route.Service;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is judged. Its elements are walked once, because every rule asks for them. */
final class Subject {
    private final RouteTree tree;
    private final List<Element> roots;
    private final List<Service> services;
    private final List<Element> elements;
    private final Set<String> heard = new HashSet<>();
    private final Set<String> called = new HashSet<>();

    /**
     * @param roots top-level elements
     * @param services what the route may call
     */
    Subject(RouteTree tree, List<Element> roots, List<Service> services) {
        this.tree = tree;
        this.roots = List.copyOf(roots);
        this.services = List.copyOf(services);
        this.elements = roots.stream().flatMap(Element::all).toList();
        endpoints().forEach(e -> (e.consumes() ? heard : called).add(e.address()));
    }

    RouteTree tree() {
        return tree;
    }

    List<Element> roots() {
        return roots;
    }

    List<Service> services() {
        return services;
    }

    Stream<Element> elements() {
        return elements.stream();
    }

    Stream<Element> elements(String kind) {
        return elements().filter(e -> e.kind().equals(kind));
    }

    Stream<Endpoint> endpoints() {
        return elements().flatMap(e -> e.endpoints().stream());
    }

    Stream<Endpoint> endpoints(String scheme) {
        return endpoints().filter(e -> e.scheme().equals(scheme));
    }

    /** Whether something of the file takes messages from the address. */
    boolean isHeard(String address) {
        return heard.contains(address);
    }

    /** Whether something of the file sends to the address. */
    boolean isCalled(String address) {
        return called.contains(address);
    }
}
