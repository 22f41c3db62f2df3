package dev.routewright.drafting.model;

import dev.routewright.knowledge.NearNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** Operations somebody may have meant: by spelling, by the half of the name that is right, with a dash for the dot. */
final class OperationNames {
    private static final int MOST = 4;

    private OperationNames() {}

    static List<String> near(String written, Collection<String> known) {
        var near = new LinkedHashSet<String>(NearNames.of(written, known));
        for (var key : known) if (key.replace('.', '-').equalsIgnoreCase(written.replace('.', '-'))) near.add(key);
        int dot = Math.max(written.lastIndexOf('.'), written.lastIndexOf('/'));
        var operation = written.substring(dot + 1).toLowerCase(Locale.ROOT);
        var service = dot < 0 ? "" : written.substring(0, dot).toLowerCase(Locale.ROOT);
        for (var key : known)
            if (!operation.isEmpty() && key.toLowerCase(Locale.ROOT).endsWith("." + operation)) near.add(key);
        for (var key : known)
            if (!service.isEmpty() && key.toLowerCase(Locale.ROOT).startsWith(service + ".")) near.add(key);
        return new ArrayList<>(near).subList(0, Math.min(MOST, near.size()));
    }
}
