package dev.routewright.knowledge;

import dev.routewright.route.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The services every integration has without anybody registering them. They are described like any other, so that whoever
 * drafts, inspects or rehearses needs to know nothing more; what is behind them is the runtime itself. No other service
 * may have one of their names.
 */
public final class BuiltIn {
    /** Claims and values that outlive a message. */
    public static final String MEMORY = "memory";

    /** What a message has noted to undo its calls. */
    public static final String SAGA = "saga";

    /** Compares values with JSON Schemas. */
    public static final String SCHEMA = "schema";

    private static final Map<String, Described> ALL = describe(MEMORY, SAGA, SCHEMA);

    private BuiltIn() {}

    private record Described(Service service, String document) {}

    public static List<Service> all() {
        return ALL.values().stream().map(Described::service).toList();
    }

    /** Whether a service of this name is built in. */
    public static boolean is(String name) {
        return ALL.containsKey(name);
    }

    public static Service service(String name) {
        return described(name).service();
    }

    public static Service memory() {
        return service(MEMORY);
    }

    public static String document(String name) {
        return described(name).document();
    }

    /** Whether the key, such as {@code memory.begin}, is that of an operation nothing leaves the runtime for. */
    public static boolean isOf(String operationKey) {
        int dot = operationKey.indexOf('.');
        return dot > 0 && is(operationKey.substring(0, dot));
    }

    /** The services with what is built in, which is there whether they name it or not. */
    public static List<Service> with(List<Service> services) {
        return with(services, all());
    }

    /**
     * The services a plan is made of. What only belongs to a way of writing routes is told where that is told:
     * every service in the list costs a model tokens in every plan.
     */
    public static List<Service> forPlans(List<Service> services) {
        var others = services.stream()
                .filter(service -> !is(service.name()) || service.name().equals(MEMORY))
                .toList();
        return with(others, List.of(memory()));
    }

    private static List<Service> with(List<Service> services, List<Service> more) {
        var missing = more.stream()
                .filter(one -> services.stream().noneMatch(there -> there.name().equals(one.name())))
                .toList();
        if (missing.isEmpty()) return services;
        var all = new ArrayList<>(services);
        all.addAll(missing);
        return all;
    }

    private static Described described(String name) {
        var described = ALL.get(name);
        if (described == null) throw new IllegalArgumentException("No service %s is built in.".formatted(name));
        return described;
    }

    private static Map<String, Described> describe(String... names) {
        var all = new LinkedHashMap<String, Described>();
        for (var name : names) {
            var document = text(name);
            all.put(name, new Described(OpenApiServices.read(name, document), document));
        }
        return Collections.unmodifiableMap(all);
    }

    private static String text(String name) {
        try (var in = BuiltIn.class.getResourceAsStream(name + ".openapi.json")) {
            if (in == null) throw new IllegalStateException("The description of %s is not in the jar.".formatted(name));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The description of %s cannot be read.".formatted(name), unreadable);
        }
    }
}
