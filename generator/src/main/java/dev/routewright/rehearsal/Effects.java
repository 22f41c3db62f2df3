package dev.routewright.rehearsal;

import dev.routewright.knowledge.BuiltIn;
import dev.routewright.route.Operation;
import dev.routewright.route.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What calls do to the world: which change something, and which of two calls a service would take for one. */
final class Effects {
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    Effects(List<Service> services) {
        services.stream()
                .flatMap(service -> service.operations().stream())
                .forEach(operation -> operations.putIfAbsent(operation.key(), operation));
    }

    Optional<Operation> operation(String key) {
        return Optional.ofNullable(operations.get(key));
    }

    /** Whether making the call twice does something twice. Of what nobody described nobody knows. */
    boolean isUnsafe(String key) {
        return !BuiltIn.isOf(key)
                && operation(key).map(one -> !one.idempotent()).orElse(false);
    }

    /** Whether mediation may repeat an attempt that may have worked. */
    boolean mayRepeat(String key) {
        return !isUnsafe(key) || operation(key).flatMap(Effects::idempotencyKey).isPresent();
    }

    /** Whether the second call does once more what the first did: the same inputs, and no key that says so. */
    boolean isAgain(Attempt first, Attempt second) {
        if (!first.operation().equals(second.operation())) return false;
        var name = operation(first.operation()).flatMap(Effects::idempotencyKey);
        var one = Json.read(first.called().input());
        var other = Json.read(second.called().input());
        if (name.isEmpty()) return World.same(one, other);
        var key = Tree.get(one, name.get());
        return World.same(without(one, name.get()), without(other, name.get()))
                && !(key != null && key.equals(Tree.get(other, name.get())));
    }

    private static @org.jspecify.annotations.Nullable Object without(
            @org.jspecify.annotations.Nullable Object input, String name) {
        return input instanceof Map ? Tree.with(input, name, null) : input;
    }

    private static Optional<String> idempotencyKey(Operation operation) {
        return operation.inputs().stream()
                .filter(input ->
                        input.in() == Operation.In.HEADER && input.name().equalsIgnoreCase("Idempotency-Key"))
                .map(Operation.Input::name)
                .findFirst();
    }
}
