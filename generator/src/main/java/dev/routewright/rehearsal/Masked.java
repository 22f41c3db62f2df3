package dev.routewright.rehearsal;

import dev.routewright.route.SecretName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people are shown of a body: members whose name stands for a credential keep their name only. */
final class Masked {
    private static final String MASK = "***";

    private Masked() {}

    /** JSON on one line, other texts as they are. */
    static String text(String body) {
        var read = Json.read(body);
        return read instanceof Map || read instanceof Collection ? Json.write(masked(read)) : body;
    }

    private static @Nullable Object masked(@Nullable Object value) {
        if (value instanceof Collection<?> list)
            return list.stream().map(Masked::masked).toList();
        if (!(value instanceof Map<?, ?> object)) return value;
        var masked = new LinkedHashMap<String, @Nullable Object>();
        object.forEach((name, inner) -> masked.put(
                String.valueOf(name), SecretName.is(String.valueOf(name)) && inner != null ? MASK : masked(inner)));
        return masked;
    }
}
