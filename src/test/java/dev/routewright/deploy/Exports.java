package dev.routewright.deploy;

/** What an export of an integration looks like to whoever deploys it. */
public final class Exports {
    private Exports() {}

    /** Version 1 of order, which calls one operation. */
    public static String order() {
        return of("order", 1, "aaa111", "inventory-get-stock", "direct:a");
    }

    /** Version 2 of order, which calls another one. */
    public static String orderAgain() {
        return of("order", 2, "bbb222", "payment-charge", "direct:b");
    }

    public static String of(String name, int version, String hash, String kamelet, String uri) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: %1$s-properties
                  labels: {app.kubernetes.io/name: %1$s}
                data:
                  %1$s.properties: |
                    # what one may change
                    camel.main.name=%1$s
                    routewright.kafka.brokers=broker:9092
                ---
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: %4$s
                spec:
                  definition: {title: An operation}
                  template:
                    from: {uri: kamelet:source, steps: [{to: 'service:x'}]}
                ---
                apiVersion: camel.apache.org/v1
                kind: Integration
                metadata:
                  name: %1$s
                  labels: {routewright.dev/hash: %3$s, app.kubernetes.io/version: '%2$d'}
                  annotations: {trait.camel.apache.org/camel.runtimeProvider: plain-quarkus}
                spec:
                  flows:
                  - route:
                      id: %1$s
                      from:
                        uri: platform-http:/%1$s
                        steps:
                        - to: kamelet:%4$s
                        - to: %5$s
                  traits:
                    container: {limitMemory: 1Gi, runAsUser: 1000}
                """.formatted(name, version, hash, kamelet, uri);
    }
}
