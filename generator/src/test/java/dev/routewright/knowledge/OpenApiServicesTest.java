package dev.routewright.knowledge;

import static dev.routewright.knowledge.OpenApiServices.nameFor;
import static dev.routewright.knowledge.OpenApiServices.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.route.Operation;
import dev.routewright.route.Operation.In;
import dev.routewright.route.Operation.Input;
import dev.routewright.route.Operation.Reply;
import dev.routewright.route.Schema;
import dev.routewright.route.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenApiServicesTest {
    private static final Schema TEXT = Schema.of("string");
    private static final Input SKU = new Input(
            "sku", In.PATH, new Schema("string", null, "Article", "LAMP-7", List.of(), Map.of(), Set.of(), null), true);

    @Test
    void readsAServiceWithItsAddresses() throws IOException {
        var service = inventory();

        assertThat(service.name()).isEqualTo("inventory");
        assertThat(service.title()).isEqualTo("Inventory service");
        assertThat(service.description()).isEqualTo("Stock of the central warehouse.");
        assertThat(service.sandbox()).isTrue();
        assertThat(service.servers()).containsExactly("http://127.0.0.1:8123", "https://eu.inventory.test/v1");
        assertThat(service.operations())
                .extracting(Operation::id)
                .containsExactly("getStock", "postStockBySkuCorrections", "countsPutAll");
    }

    @Test
    void readsInputsAndRepliesOfAnOperation() throws IOException {
        var warehouse = new Schema("string", null, "", null, List.of("CENTRAL", "NORTH"), Map.of(), Set.of(), null);
        var channel = new Schema("string", null, "Who asks", "shop", List.of(), Map.of(), Set.of(), null);
        var example = new LinkedHashMap<String, Object>();
        example.put("sku", "LAMP-7");
        example.put("available", 12);
        example.put("since", "2026-01-01");
        example.put("price", 59.8);

        assertThat(inventory().operation("getStock"))
                .contains(new Operation(
                        "inventory",
                        "getStock",
                        "Available quantity of an article",
                        "Free stock only.",
                        "GET",
                        "/stock/{sku}",
                        List.of(
                                SKU,
                                new Input("warehouse", In.QUERY, warehouse, false),
                                new Input("X-Channel", In.HEADER, channel, true)),
                        List.of(
                                new Reply(200, "ok", stock(), example),
                                new Reply(404, "no such article", Schema.ANY, null))));
    }

    @Test
    void flattensAnObjectBodyAndLeavesOutWhatTheServiceSetsItself() throws IOException {
        var delta = new Schema("integer", null, "", -1, List.of(), Map.of(), Set.of(), null);

        assertThat(inventory()
                        .operation("postStockBySkuCorrections")
                        .orElseThrow()
                        .inputs())
                .containsExactly(
                        SKU,
                        new Input("delta", In.BODY, delta, true),
                        new Input("sku", In.BODY, TEXT, false),
                        new Input("no", In.BODY, Schema.of("boolean"), false));
    }

    @Test
    void takesAnyOtherBodyAsOneInputAndALoneDefaultReplyAsSuccess() throws IOException {
        var operation = inventory().operation("countsPutAll").orElseThrow();

        assertThat(operation.inputs())
                .containsExactly(new Input(
                        "body",
                        In.BODY,
                        new Schema("array", null, "", null, List.of(), Map.of(), Set.of(), stock()),
                        true));
        assertThat(operation.replies()).containsExactly(new Reply(200, "done", Schema.ANY, null));
    }

    @Test
    void anObjectWithAPropertyCalledBodyIsNotFlattened() {
        var service = read("board", post("""
                {"type": "object", "required": ["body"], "properties": {"body": {"type": "string"}}}"""));

        assertThat(service.operations().get(0).inputs())
                .containsExactly(new Input("body", In.BODY, object(Map.of("body", TEXT), "body"), true));
    }

    @Test
    void readsJsonWithTabsAndAByteOrderMark() {
        assertThat(read("a", "\uFEFF{\n\t\"openapi\": \"3.0.3\",\n\t\"paths\": {\"/a\": {\"get\": {}}}}")
                        .operations())
                .containsExactly(new Operation("a", "getA", "", "", "GET", "/a", List.of(), List.of()));
    }

    @Test
    void readsOpenApi31WithItsSeveralTypesConstantsAndExamples() {
        var service = read("a", """
                openapi: 3.1.0
                info: {title: A, version: '1'}
                paths:
                  /a:
                    get:
                      responses:
                        2XX:
                          description: ok
                          content:
                            application/problem+json:
                              schema:
                                type: object
                                properties:
                                  note: {type: [string, 'null'], examples: [hello]}
                                  kind: {const: big}
                                  size: {type: [integer, string]}
                                  at: {type: string, format: date-time, examples: ['2026-01-01T00:00:00Z']}
                """);

        var note = new Schema("string", null, "", "hello", List.of(), Map.of(), Set.of(), null);
        var kind = new Schema("any", null, "", null, List.of("big"), Map.of(), Set.of(), null);
        var at = new Schema("string", "date-time", "", "2026-01-01T00:00:00Z", List.of(), Map.of(), Set.of(), null);
        var properties = new LinkedHashMap<String, Schema>();
        properties.put("note", note);
        properties.put("kind", kind);
        properties.put("size", Schema.ANY);
        properties.put("at", at);
        assertThat(service.operations().get(0).replies())
                .containsExactly(new Reply(200, "ok", object(properties), null));
    }

    @Test
    void examplesAreWhatStandsInTheDocument() {
        var service = read("a", post("""
                {"type": "object", "properties": {
                  "day": {"type": "string", "format": "date", "example": "2026-01-31"},
                  "at": {"type": "string", "format": "date-time", "example": "2026-01-01T08:00:00Z"},
                  "id": {"type": "string", "format": "uuid", "example": "123e4567-e89b-12d3-a456-426614174000"},
                  "amount": {"type": "number", "example": 59.8},
                  "count": {"type": "integer", "format": "int64", "example": 9007199254740993},
                  "code": {"type": "string", "example": "007"},
                  "blob": {"type": "string", "format": "byte", "example": "aGVsbG8="},
                  "lines": {"type": "array", "example": [{"n": 1, "x": null}]},
                  "level": {"type": "string", "nullable": true, "enum": ["low", null]}}}"""));

        var samples = new LinkedHashMap<String, Object>();
        service.operations()
                .get(0)
                .inputs()
                .forEach(i -> samples.put(i.name(), i.schema().sample()));
        var line = new LinkedHashMap<String, Object>();
        line.put("n", 1);
        line.put("x", null);
        var expected = new LinkedHashMap<String, Object>();
        expected.put("day", "2026-01-31");
        expected.put("at", "2026-01-01T08:00:00Z");
        expected.put("id", "123e4567-e89b-12d3-a456-426614174000");
        expected.put("amount", 59.8);
        expected.put("count", 9007199254740993L);
        expected.put("code", "007");
        expected.put("blob", "aGVsbG8=");
        expected.put("lines", List.of(line));
        expected.put("level", "low");
        assertThat(samples).isEqualTo(expected);
    }

    @Test
    void takesTheExampleFromTheNamedExamplesOrTheSchema() {
        var service = read("a", """
                openapi: 3.0.3
                paths:
                  /a:
                    get:
                      responses:
                        200:
                          content: {application/json: {examples: {one: {$ref: '#/components/examples/one'}}}}
                        201: {content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}
                components:
                  examples: {one: {value: {a: 1}}}
                  schemas: {B: {type: object, example: {b: 2}}}
                """);

        assertThat(service.operations().get(0).replies())
                .extracting(Reply::example)
                .containsExactly(Map.of("a", 1), Map.of("b", 2));
    }

    @Test
    void takesTheShapeFromTheExampleWhereThereIsNoSchema() {
        var service = read("a", """
                openapi: 3.0.3
                paths:
                  /a:
                    post:
                      requestBody: {content: {application/json: {example: {sku: A1, count: 2}}}}
                      responses:
                        200: {content: {application/json: {example: {ok: true, lines: [{n: 1}]}}}}
                """);

        assertThat(Shapes.text(service.operations().get(0)))
                .isEqualTo("a.postA {sku?: string (e.g. \"A1\"), count?: number (e.g. 2)}"
                        + " → 200 {ok?: boolean (e.g. true), lines?: [{n?: number (e.g. 1)}]}");
    }

    @Test
    void hasNoExampleForANumberNobodyCanHold() {
        var service = read("a", post("""
                {"type": "object", "properties": {
                  "a": {"type": "number", "example": "1e999999999"},
                  "b": {"type": "integer", "example": "1E999999999"},
                  "c": {"type": "number", "example": 0.10000000000000000000001}}}"""));

        assertThat(service.operations().get(0).inputs())
                .extracting(input -> input.schema().example())
                .containsExactly(null, null, 0.1);
    }

    @Test
    void mergesWhatAllSayAndOffersWhatOneMaySay() {
        var service = read("a", """
                openapi: 3.0.3
                paths:
                  /a:
                    post:
                      requestBody:
                        content:
                          application/json:
                            schema:
                              allOf:
                                - {$ref: '#/components/schemas/Base'}
                                - {type: object, required: [b], properties: {b: {type: integer}}}
                              oneOf:
                                - {type: object, required: [kind, c], properties: {kind: {type: string, enum: [c]}, c: {type: string}}}
                                - {type: object, required: [kind], properties: {kind: {type: string, enum: [d]}, d: {type: string}}}
                components:
                  schemas:
                    Base: {type: object, required: [a], properties: {a: {type: string}}}
                """);

        assertThat(Shapes.inputs(service.operations().get(0)))
                .isEqualTo("{a: string, b: integer, kind: \"c\" | \"d\", c?: string, d?: string}");
    }

    @Test
    void cutsASchemaOffWhereItHoldsItself() {
        var service = read("a", """
                openapi: 3.0.3
                paths:
                  /a: {get: {responses: {200: {content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}}}}
                components:
                  schemas:
                    Node:
                      type: object
                      properties:
                        name: {type: string}
                        next: {$ref: '#/components/schemas/Node'}
                        others: {type: array, items: {$ref: '#/components/schemas/Node'}}
                """);

        var node = new LinkedHashMap<String, Schema>();
        node.put("name", TEXT);
        node.put("next", Schema.of("object"));
        node.put("others", new Schema("array", null, "", null, List.of(), Map.of(), Set.of(), Schema.of("object")));
        assertThat(service.operations().get(0).replies().get(0).schema()).isEqualTo(object(node));
    }

    @Test
    void makesIdsThatAreUniqueAndCanBeNames() {
        var service = read("a", """
                openapi: 3.0.3
                paths:
                  /a: {get: {operationId: get-it}, post: {operationId: getIt}, put: {operationId: GetIt}}
                  /库存/{编号}: {get: {operationId: 查询库存}}
                  /b: {get: {operationId: 2nd}}
                """);

        assertThat(service.operations())
                .extracting(Operation::id)
                .containsExactly("getIt", "GetIt_2", "getIt_3", "getBy", "op2nd");
    }

    @Test
    void leavesOutOperationsThatLeadElsewhere() {
        var service = read("a", """
                openapi: 3.0.3
                paths:
                  /ok: {get: {}}
                  /../admin: {get: {}}
                  /a?x=y: {get: {}}
                  '/a b': {get: {}}
                  /%2e%2e/b: {get: {}}
                  /a%2f..%2fb: {get: {}}
                  '/a{x y}': {get: {}}
                """);

        assertThat(service.operations()).extracting(Operation::path).containsExactly("/ok");
    }

    @Test
    void namesAServiceAfterItsFile() {
        assertThat(nameFor("inventory.openapi.yaml")).isEqualTo("inventory");
        assertThat(nameFor("kamelets/Credit Score.openapi.json")).isEqualTo("credit-score");
        assertThat(nameFor("a.b.yml")).isEqualTo("a-b");
        assertThatThrownBy(() -> nameFor("库存.openapi.yaml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No service name can be made of the file name 库存.openapi.yaml. Nothing was registered."
                        + " Rename the file to letters a-z, digits and dashes, starting with a letter, such as"
                        + " inventory.openapi.yaml.");
    }

    private static Service inventory() throws IOException {
        try (var in = OpenApiServicesTest.class.getResourceAsStream("/knowledge/inventory.openapi.yaml")) {
            return read("inventory", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Schema stock() {
        var properties = new LinkedHashMap<String, Schema>();
        properties.put("sku", TEXT);
        properties.put("available", Schema.of("integer"));
        properties.put("since", new Schema("string", "date", "", null, List.of(), Map.of(), Set.of(), null));
        properties.put("price", Schema.of("number"));
        return new Schema(
                "object", null, "What is there", null, List.of(), properties, Set.of("sku", "available"), null);
    }

    private static Schema object(Map<String, Schema> properties, String... required) {
        return new Schema("object", null, "", null, List.of(), properties, Set.of(required), null);
    }

    private static String post(String schema) {
        return """
                {"openapi": "3.0.3", "paths": {"/a": {"post": {
                  "requestBody": {"content": {"application/json": {"schema": %s}}},
                  "responses": {"204": {"description": "done"}}}}}}""".formatted(schema);
    }
}
