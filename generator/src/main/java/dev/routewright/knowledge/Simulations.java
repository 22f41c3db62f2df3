package dev.routewright.knowledge;

import dev.routewright.route.Service.Simulation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code x-routewright-sandbox}: {@code true}, or an object with {@code instances} and {@code delay}, such as
 * {@code {instances: 3, delay: "20ms..80ms"}}.
 */
final class Simulations {
    private static final String MARK = "x-routewright-sandbox";
    private static final Pattern TIME = Pattern.compile("([0-9]{1,5})(ms|s)");

    private Simulations() {}

    static Optional<Simulation> of(@Nullable Map<String, Object> extensions) {
        Object said = extensions == null ? null : extensions.get(MARK);
        if (Boolean.TRUE.equals(said)) return Optional.of(Simulation.PLAIN);
        if (!(said instanceof Map<?, ?> map)) return Optional.empty();
        if (!Set.of("instances", "delay").containsAll(map.keySet()))
            throw unusable("holds something else than instances and delay");
        Object instances = map.containsKey("instances") ? map.get("instances") : 1;
        if (!(instances instanceof Integer count && count >= 1 && count <= 10))
            throw unusable("names instances that are no whole number from 1 to 10");
        var delay = map.containsKey("delay") ? String.valueOf(map.get("delay")) : "0ms";
        int dots = delay.indexOf("..");
        var atLeast = time(dots < 0 ? delay : delay.substring(0, dots));
        var atMost = time(dots < 0 ? delay : delay.substring(dots + 2));
        try {
            return Optional.of(new Simulation((Integer) instances, atLeast, atMost));
        } catch (IllegalArgumentException outOfBounds) {
            throw unusable("names a delay that falls or is above 60 s");
        }
    }

    private static Duration time(String text) {
        var time = TIME.matcher(text.strip());
        if (!time.matches()) throw unusable("names a delay that is no time");
        long number = Long.parseLong(time.group(1));
        return time.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
    }

    private static Unusable unusable(String what) {
        return new Unusable(
                "Its %s %s.".formatted(MARK, what),
                "Write true, or {instances: 3, delay: 20ms..80ms}, and send the document again.");
    }
}
