package dev.routewright.cell;

import dev.routewright.inspection.Permitted;
import java.util.HashSet;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.jspecify.annotations.Nullable;

/**
 * Camel looks its own parts up by {@code resolveClass} and what a route names by {@code resolveMandatoryClass}: the
 * first may be Camel's own, the second must be a type or exception the policy lists.
 */
final class KnownClasses extends DefaultClassResolver {
    /** What Camel asks for on its own account. */
    private static final Set<String> ALWAYS = Set.of(
            "java.lang.Exception", "java.lang.Throwable", "java.lang.String", "java.lang.Integer", "java.lang.Boolean");

    private final Set<String> listed = new HashSet<>(ALWAYS);

    KnownClasses(CamelContext context, Permitted permitted) {
        super(context);
        listed.addAll(permitted.exceptions());
        listed.addAll(permitted.types());
    }

    @Override
    public @Nullable Class<?> resolveClass(String name) {
        return isCamels(name) || listed.contains(name) ? super.resolveClass(name) : null;
    }

    @Override
    public @Nullable Class<?> resolveClass(String name, ClassLoader loader) {
        return isCamels(name) || listed.contains(name) ? super.resolveClass(name, loader) : null;
    }

    @Override
    public Class<?> resolveMandatoryClass(String name) throws ClassNotFoundException {
        return super.resolveMandatoryClass(checked(name));
    }

    @Override
    public <T> Class<T> resolveMandatoryClass(String name, Class<T> type) throws ClassNotFoundException {
        return super.resolveMandatoryClass(checked(name), type);
    }

    @Override
    public Class<?> resolveMandatoryClass(String name, ClassLoader loader) throws ClassNotFoundException {
        return super.resolveMandatoryClass(checked(name), loader);
    }

    @Override
    public <T> Class<T> resolveMandatoryClass(String name, Class<T> type, ClassLoader loader)
            throws ClassNotFoundException {
        return super.resolveMandatoryClass(checked(name), type, loader);
    }

    private String checked(String name) {
        if (!listed.contains(name)) throw new OutsideGrant("class " + name);
        return name;
    }

    private static boolean isCamels(String name) {
        return name.startsWith("org.apache.camel.");
    }
}
