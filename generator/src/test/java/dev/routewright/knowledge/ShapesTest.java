package dev.routewright.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Operation;
import dev.routewright.route.Operation.In;
import dev.routewright.route.Operation.Input;
import dev.routewright.route.Operation.Reply;
import dev.routewright.route.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShapesTest {
    @Test
    void readsLikeAType() {
        var properties = new LinkedHashMap<String, Schema>();
        properties.put("sku", Schema.of("string"));
        properties.put("available", new Schema("integer", null, "", 12, List.of(), Map.of(), Set.of(), null));
        properties.put("since", new Schema("string", "date", "", "2026-01-01", List.of(), Map.of(), Set.of(), null));
        properties.put(
                "channel", new Schema("string", null, "", "app", List.of("app", "sms"), Map.of(), Set.of(), null));
        properties.put("lines", new Schema("array", null, "", null, List.of(), Map.of(), Set.of(), object("n", "x y")));

        assertThat(Shapes.text(anObject(properties, "sku", "available")))
                .isEqualTo("{sku: string, available: integer (e.g. 12), since?: string (date, e.g. \"2026-01-01\"),"
                        + " channel?: \"app\" | \"sms\", lines?: [{n?: string, \"x y\"?: string}]}");
    }

    @Test
    void readsChineseNamesAsTheyAre() {
        assertThat(Shapes.text(object("库存"))).isEqualTo("{库存?: string}");
    }

    @Test
    void tellsAnOperationInOneLine() {
        var operation = new Operation(
                "payment",
                "charge",
                "",
                "",
                "POST",
                "/orders/{orderId}",
                List.of(
                        new Input("orderId", In.PATH, Schema.of("string"), true),
                        new Input("orderId", In.BODY, Schema.of("string"), true),
                        new Input("note", In.BODY, Schema.of("string"), false)),
                List.of(
                        new Reply(201, "created", object("paymentId"), null),
                        new Reply(402, "payment\nrefused", Schema.ANY, null)));

        assertThat(Shapes.text(operation))
                .isEqualTo(
                        "payment.charge {orderId: string, note?: string} → 201 {paymentId?: string} | 402 payment refused");
    }

    @Test
    void staysShortHoweverLargeTheSchema() {
        var wide = new LinkedHashMap<String, Schema>();
        IntStream.range(0, 5000).forEach(n -> wide.put("property" + n, Schema.of("string")));
        Schema deep = Schema.of("string");
        for (int n = 0; n < 20; n++) deep = anObject(Map.of("x", deep));

        assertThat(Shapes.text(anObject(wide))).hasSize(2000).endsWith("…");
        assertThat(Shapes.text(deep)).isEqualTo("{x?: {x?: {x?: {x?: {x?: {x?: {…}}}}}}}");
    }

    private static Schema object(String... names) {
        var properties = new LinkedHashMap<String, Schema>();
        for (String name : names) properties.put(name, Schema.of("string"));
        return anObject(properties);
    }

    private static Schema anObject(Map<String, Schema> properties, String... required) {
        return new Schema("object", null, "", null, List.of(), properties, Set.of(required), null);
    }
}
