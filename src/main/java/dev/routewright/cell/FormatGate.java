package dev.routewright.cell;

import dev.routewright.inspection.Permitted;
import dev.routewright.route.Grant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.model.DataFormatDefinition;
import org.apache.camel.model.dataformat.JsonDataFormat;
import org.apache.camel.model.dataformat.JsonLibrary;

/** Judges how a route reads and writes data. Some options bind classes, and what unpacks must know where to stop. */
final class FormatGate {
    /** They unpack whatever comes, however much it becomes. */
    private static final Set<String> UNMEASURED = Set.of("gzipDeflater", "zipDeflater", "lzf");

    private static final Map<String, Set<String>> FEATURES = Map.of(
            "enableFeatures", Set.of("USE_BIG_DECIMAL_FOR_FLOATS"),
            "disableFeatures", Set.of("FAIL_ON_UNKNOWN_PROPERTIES"));

    private final Grant grant;
    private final Permitted permitted;

    FormatGate(Grant grant, Permitted permitted) {
        this.grant = grant;
        this.permitted = permitted;
    }

    /** @param plain what Camel makes of a text */
    void check(DataFormatDefinition format, boolean reads, Function<Object, String> plain) {
        var name = format instanceof JsonDataFormat ? "json" : format.getDataFormatName();
        if (name == null) name = ModelGate.nameOf(format);
        var options = permitted.dataFormats().get(name);
        if (options == null || !grant.dataFormats().contains(name)) throw new OutsideGrant("data format " + name);
        if (reads && UNMEASURED.contains(name)) throw new OutsideGrant("unpacking without measure by " + name);
        for (var field : ModelTable.fields(format.getClass())) {
            var value = ModelGate.read(field, format);
            if (ModelGate.isUnset(value)
                    || field.getName().equals("dataFormatName")
                    || field.getName().equals("id")) continue;
            // Camel's only other libraries are refused: they are options of another kind.
            if (value == JsonLibrary.Jackson) continue;
            if (!options.contains(field.getName()) || !(value instanceof String))
                throw new OutsideGrant("the option %s of data format %s".formatted(field.getName(), name));
            option(field.getName(), plain.apply(value));
        }
    }

    private static void option(String name, String value) {
        ModelTexts.plain(name, value);
        var features = FEATURES.get(name);
        if (features != null && !features.containsAll(List.of(value.split("\\s*,\\s*"))))
            throw new OutsideGrant("%s: %s".formatted(name, value));
        if (name.equals("maxDecompressedSize")) new Bounds(1, 1L << 30).check(name, value);
    }
}
