package dev.routewright.inspection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The routes of a file and how messages get from one to the next: by what they send, and by the error and completion
 * handlers that take a message from where it failed or ended.
 *
 * @param handlers those of the whole file
 */
record RouteGraph(List<Route> routes, List<Element> handlers) {
    private static final Set<String> HANDLERS = Set.of("onException", "errorHandler", "onCompletion");

    /**
     * @param from where it begins, with its steps
     * @param handlers its own
     */
    record Route(Element from, Endpoint entry, List<Element> handlers) {
        Stream<Endpoint> sends() {
            return RouteGraph.sends(from);
        }

        /** Two routes are never the same one, and comparing whole trees would take longer than judging them. */
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    RouteGraph {
        routes = List.copyOf(routes);
        handlers = List.copyOf(handlers);
    }

    static RouteGraph of(Subject subject) {
        var routes = new ArrayList<Route>();
        var handlers = new ArrayList<Element>();
        for (Element root : subject.roots()) {
            if (HANDLERS.contains(root.kind())) handlers.add(root);
            var own = root.children().values().stream()
                    .flatMap(List::stream)
                    .filter(e -> HANDLERS.contains(e.kind()))
                    .toList();
            Stream.concat(Stream.of(root), root.children("from").stream())
                    .filter(e -> e.kind().equals("from"))
                    .forEach(from -> from.endpoints().forEach(entry -> routes.add(new Route(from, entry, own))));
        }
        return new RouteGraph(routes, handlers);
    }

    /** Everything an element sends to, inside and out; not what it polls. */
    static Stream<Endpoint> sends(Element element) {
        return element.all().flatMap(e -> e.endpoints().stream()).filter(e -> !e.consumes());
    }

    /** Handlers that act for a route: its own and those of the file. */
    Stream<Element> handlersOf(Route route) {
        return Stream.concat(route.handlers().stream(), handlers.stream());
    }

    Stream<Route> listeningAt(Endpoint sent) {
        return routes.stream().filter(route -> meets(route.entry(), sent));
    }

    private static boolean meets(Endpoint entry, Endpoint sent) {
        String target = withFolders(sent);
        if (entry.address().equals(target)) return true;
        return entry.scheme().equals("file")
                && target.startsWith(entry.address() + "/")
                && entry.option("recursive").filter("true"::equals).isPresent();
    }

    /** A file name may hold folders of its own. */
    private static String withFolders(Endpoint sent) {
        String file = sent.scheme().equals("file") ? sent.option("fileName").orElse("") : "";
        int folders = file.replaceAll("\\$\\{[^}]*}", "").contains("/") ? file.lastIndexOf('/') : -1;
        return folders < 0 ? sent.address() : sent.address() + "/" + file.substring(0, folders);
    }

    /** Routes a message can get to from these without failing, themselves included. */
    Set<Route> flowFrom(List<Route> starts) {
        var reached = new HashSet<Route>();
        var next = new ArrayList<>(starts);
        while (!next.isEmpty()) {
            Route route = next.remove(next.size() - 1);
            if (reached.add(route)) route.sends().flatMap(this::listeningAt).forEach(next::add);
        }
        return reached;
    }
}
