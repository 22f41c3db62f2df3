package dev.routewright.inspection;

import dev.routewright.route.Service;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is judged.
 *
 * @param roots top-level elements
 * @param services what the route may call
 */
record Subject(RouteTree tree, List<Element> roots, List<Service> services) {

    Stream<Element> elements() {
        return roots.stream().flatMap(Element::all);
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
}
