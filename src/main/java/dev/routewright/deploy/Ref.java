package dev.routewright.deploy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Comparator;
import java.util.Optional;

/** One resource in the namespace that is worked in. Written as {@code Kamelet/orders-create}. */
record Ref(Kind kind, String name) implements Comparable<Ref> {
    private static final Comparator<Ref> ORDER = Comparator.comparing(Ref::kind).thenComparing(Ref::name);

    static Ref to(GenericKubernetesResource resource) {
        var kind = Kind.of(resource.getApiVersion(), resource.getKind()).orElseThrow();
        return new Ref(kind, resource.getMetadata().getName());
    }

    /** Empty for whatever somebody else wrote in its place. */
    static Optional<Ref> read(String text) {
        var slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) return Optional.empty();
        return Kind.named(text.substring(0, slash)).map(kind -> new Ref(kind, text.substring(slash + 1)));
    }

    @Override
    public int compareTo(Ref other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
