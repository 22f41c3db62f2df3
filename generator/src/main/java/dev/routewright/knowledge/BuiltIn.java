package dev.routewright.knowledge;

import dev.routewright.route.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The service every integration has without anybody registering it. It is described like any other, so that whoever
 * drafts, inspects or rehearses needs to know nothing more; what is behind it is the runtime's own store.
 */
public final class BuiltIn {
    /** Claims and values that outlive a message. No other service may have the name. */
    public static final String MEMORY = "memory";

    private static final String DOCUMENT = text();
    private static final Service SERVICE = OpenApiServices.read(MEMORY, DOCUMENT);

    private BuiltIn() {}

    public static Service memory() {
        return SERVICE;
    }

    public static String document() {
        return DOCUMENT;
    }

    /** Whether the key, such as {@code memory.begin}, is that of an operation nothing leaves the runtime for. */
    public static boolean isOf(String operationKey) {
        return operationKey.startsWith(MEMORY + ".");
    }

    /** The services with what is built in, which is there whether they name it or not. */
    public static List<Service> with(List<Service> services) {
        if (services.stream().anyMatch(service -> service.name().equals(MEMORY))) return services;
        var all = new ArrayList<>(services);
        all.add(SERVICE);
        return all;
    }

    private static String text() {
        try (var in = BuiltIn.class.getResourceAsStream("memory.openapi.json")) {
            if (in == null) throw new IllegalStateException("The description of the memory is not in the jar.");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The description of the memory cannot be read.", unreadable);
        }
    }
}
