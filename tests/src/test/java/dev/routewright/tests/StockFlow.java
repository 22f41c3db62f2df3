package dev.routewright.tests;

/** What the benchmarks do in every way they compare: an order comes in, its stock is asked for, the answer says what is left. */
final class StockFlow {
    static final String ORDER = "{\"orderId\":\"O-1\",\"sku\":\"SKU-1\",\"quantity\":2}";
    static final String ANSWER = "{\"sku\":\"SKU-1\",\"left\":120000}";
    static final String DOCUMENT = """
            openapi: 3.0.3
            info: {title: Stock, version: "1"}
            paths:
              /stock/{sku}:
                get:
                  operationId: get
                  parameters:
                    - {name: sku, in: path, required: true, schema: {type: string}}
                  responses:
                    '200':
                      description: Stock
                      content:
                        application/json:
                          schema: {type: object, properties: {sku: {type: string}, available: {type: integer}}}
            """;

    private static final String ROUTE = """
            - route:
                id: %1$s
                from:
                  uri: platform-http:/%1$s
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - setVariable: {id: order, name: order, expression: {jq: {expression: "{sku: .sku}"}}}
                    - to: {id: stock, uri: "kamelet:stock-get", variableSend: order, variableReceive: stock}
                    - setBody: {id: reply, expression: {jq: {expression: 'variable("stock") | {sku: .sku, left: .available}'}}}
            """;

    private StockFlow() {}

    /** The route of that name, at the path of that name. */
    static String route(String name) {
        return ROUTE.formatted(name);
    }
}
