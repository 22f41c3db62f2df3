package dev.routewright.inspection;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the names of a policy into one record. */
final class PermittedNames {
    private PermittedNames() {}

    static Permitted of(Policy.Content policy) {
        return new Permitted(
                options(policy, Policy.Component::from),
                options(policy, Policy.Component::to),
                policy.components().entrySet().stream()
                        .filter(component -> component.getValue().query())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toUnmodifiableSet()),
                names(policy.kamelets().catalog(), Map::keySet),
                Set.copyOf(policy.languages().keySet()),
                names(policy.dataFormats(), format -> format.options().keySet()),
                Set.copyOf(policy.simple().functions()),
                Set.copyOf(policy.jqFunctions()),
                Stream.concat(policy.exceptions().caught().stream(), policy.exceptions().thrown().stream())
                        .collect(Collectors.toUnmodifiableSet()),
                Set.copyOf(policy.types()),
                policy.references().values().stream()
                        .flatMap(Set::stream)
                        .map(name -> name.startsWith("#") ? name.substring(1) : name)
                        .collect(Collectors.toUnmodifiableSet()),
                Set.copyOf(policy.headers().control().keySet()),
                Map.copyOf(policy.placeholders()),
                policy.egress().networks());
    }

    private static Map<String, Set<String>> options(
            Policy.Content policy, Function<Policy.Component, @Nullable Map<String, Kind>> direction) {
        return policy.components().entrySet().stream()
                .filter(component -> direction.apply(component.getValue()) != null)
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        component ->
                                Set.copyOf(direction.apply(component.getValue()).keySet())));
    }

    private static <T> Map<String, Set<String>> names(Map<String, T> all, Function<T, Set<String>> names) {
        return all.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> Set.copyOf(names.apply(entry.getValue()))));
    }
}
