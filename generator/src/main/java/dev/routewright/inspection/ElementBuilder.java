package dev.routewright.inspection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An element while its keys are being read. */
final class ElementBuilder {
    final String kind;
    final Place place;
    final @Nullable String step;
    final Set<String> seen = new LinkedHashSet<>();
    final Map<String, Value> values = new LinkedHashMap<>();
    final List<Expression> expressions = new ArrayList<>();
    final List<Endpoint> endpoints = new ArrayList<>();
    final List<Value> exceptions = new ArrayList<>();
    final Map<String, List<Element>> children = new LinkedHashMap<>();
    Element.@Nullable DataFormat dataFormat;
    String delimiter = ",";

    ElementBuilder(String kind, Place place, @Nullable String step) {
        this.kind = kind;
        this.place = place;
        this.step = step;
    }

    Element done() {
        return new Element(
                kind,
                place,
                step,
                Map.copyOf(values),
                List.copyOf(expressions),
                List.copyOf(endpoints),
                dataFormat,
                List.copyOf(exceptions),
                new LinkedHashMap<>(children));
    }
}
