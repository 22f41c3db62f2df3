package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.route.Grant;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that no inspection has seen, in a cell whose policy and grant allow a lot. */
class GuardsTest {
    @TempDir
    Path files;

    private Bench bench;

    @BeforeEach
    void start() {
        bench = new Bench(files, Wide.PERMITTED);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "beans: [{name: evil, type: java.lang.ProcessBuilder}]",
                "rest: {path: /api, get: [{path: /x, to: 'direct:x'}]}",
                "restConfiguration: {component: platform-http}",
                "routeTemplate: {id: t, from: {uri: 'direct:t', steps: []}}",
                "templatedRoute: {routeTemplateRef: t}",
                "routeConfiguration: {onException: [{onException: {exception: [java.lang.Exception]}}]}",
                "intercept: {steps: [{log: x}]}",
                "interceptFrom: {uri: '*', steps: [{log: x}]}",
                "interceptSendToEndpoint: {uri: 'direct:x', steps: [{log: x}]}",
                "dataFormats: {json: {id: j, moduleClassNames: x}}",
                "org.apache.camel.model.RouteDefinition: {id: x, from: {uri: 'direct:x', steps: []}}",
                "to: {uri: 'exec:id'}",
            })
    void refusesEverySectionButRoutesAndTheirErrorHandling(String section) {
        assertRefused("- " + section + "\n" + route("log: x"), "the ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: camel.apache.org/v1, kind: Pipe, metadata: {name: x}, spec: {source: {uri: 'timer:x'}, sink: {uri: 'log:x'}}}",
                "{apiVersion: camel.apache.org/v1, kind: Kamelet, metadata: {name: x}}",
                "just a text",
                "[]",
            })
    void refusesOtherDocuments(String document) {
        assertRefused(document, "a file ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Steps, also by the name of their class.
                "bean: {ref: x}                                                    | the step bean",
                "process: {ref: x}                                                 | the step process",
                "script: {groovy: '1'}                                             | the step script",
                "threads: {poolSize: 5}                                            | the step threads",
                "saga: {compensation: {uri: 'direct:x'}}                           | the step saga",
                "transacted: {}                                                    | the step transacted",
                "policy: {ref: x}                                                  | the step policy",
                "serviceCall: {name: x}                                            | the step serviceCall",
                "poll: {uri: 'file:in'}                                            | the step poll",
                "toD: {uri: 'direct:x'}                                            | the step toD",
                "routingSlip: {constant: 'direct:x'}                               | the step routingSlip",
                "dynamicRouter: {constant: 'direct:x'}                             | the step dynamicRouter",
                "beans: [{name: evil, type: java.lang.ProcessBuilder}]             | the step beans",
                "org.apache.camel.model.ScriptDefinition: {groovy: '1'}            | the step org.apache.camel.model.ScriptDefinition",
                "tokenizer: {langChain4jWordTokenizer: {}}                         | the step tokenizer",
                "convertHeaderTo: {name: a, type: String}                          | the step convertHeaderTo",
                // Expressions.
                "setBody: {groovy: '1'}                                            | language groovy",
                "setBody: {spel: '#{1}'}                                           | language spel",
                "setBody: {method: {ref: x, method: y}}                            | language bean",
                "setBody: {ref: x}                                                 | language ref",
                "setBody: {csimple: '${body}'}                                     | language csimple",
                "setBody: {language: {language: groovy, expression: '1'}}          | language groovy",
                "setBody: {language: {language: simple, expression: '${body}'}}    | the definition LanguageExpression",
                "setBody: {constant: 'resource:base64:aGk='}                       | text from base64:aGk=",
                "setBody: {constant: 'resource:mem:x'}                             | text from mem:x",
                "setBody: {simple: 'resource:http://x.test/y'}                     | text from http://x.test/y",
                "setBody: {simple: {expression: '${body}', nested: 'true'}}        | the attribute nested of SimpleExpression",
                "setBody: {simple: {expression: 'x', resultType: java.io.File}}    | the type java.io.File",
                "setBody: {xpath: {expression: /a, factoryRef: x}}                 | the attribute factoryRef of XPathExpression",
                "setBody: {xpath: {expression: /a, documentType: java.io.File}}    | the attribute documentTypeName of XPathExpression",
                "setBody: {jsonpath: {expression: $.a, option: ALWAYS_RETURN_LIST}} | the attribute option of JsonPathExpression",
                // Names, which Camel evaluates or which steer it.
                "setHeader: {name: CamelHttpUri, constant: 'http://x.test'}        | the header CamelHttpUri",
                "setHeader: {name: camelfilename, constant: '../x'}                | the header camelfilename",
                "setHeader: {name: kafka.OVERRIDE_TOPIC, constant: x}              | the header kafka.OVERRIDE_TOPIC",
                "setHeader: {name: '${body}', constant: x}                         | the header ${body}",
                "setHeader: {name: Host, constant: x}                              | the header Host",
                "setHeader: {name: Authorization, constant: x}                     | the header Authorization",
                "setProperty: {name: CamelToEndpoint, constant: x}                 | the name CamelToEndpoint",
                "setProperty: {name: routewright.passage, constant: x}             | the name routewright.passage",
                "setVariable: {name: 'global:x', constant: x}                      | the name global:x",
                "setVariable: {name: 'header:CamelHttpUri', constant: x}           | the name header:CamelHttpUri",
                "to: {uri: 'direct:y', variableReceive: 'header:CamelHttpUri'}     | the name header:CamelHttpUri",
                // Objects and classes.
                "split: {constant: a, aggregationStrategy: '#class:java.io.File', steps: [{log: x}]} | #class:java.io.File",
                "split: {constant: a, aggregationStrategy: evil, steps: [{log: x}]} | the reference evil",
                "split: {constant: a, onPrepare: '#evil', steps: [{log: x}]}       | the attribute onPrepare of Split",
                "split: {constant: a, executorService: '#evil', steps: [{log: x}]} | the attribute executorService of Split",
                "multicast: {aggregationStrategyMethodName: exec, steps: [{log: x}]} | the attribute aggregationStrategyMethodName of Multicast",
                "aggregate: {correlationExpression: {constant: a}, aggregationStrategy: '#routewright.useLatest', aggregationRepository: '#x', completionSize: 2, steps: [{log: x}]} | the attribute aggregationRepository of Aggregate",
                "aggregate: {correlationExpression: {constant: a}, completionSize: 2, steps: [{log: x}]} | an aggregate without one of the runtime's strategies",
                "idempotentConsumer: {constant: a, idempotentRepository: '#evil', steps: [{log: x}]} | the reference evil",
                "sort: {expression: {simple: '${body}'}, comparator: '#evil'}      | the attribute comparator of Sort",
                "claimCheck: {operation: Set, key: a, aggregationStrategy: '#evil'} | the attribute aggregationStrategy of ClaimCheck",
                "validate: {constant: 'true', predicateExceptionFactory: '#evil'}  | the attribute predicateExceptionFactory of Validate",
                "loadBalance: {customLoadBalancer: {ref: x}, steps: [{log: x}]}    | the definition CustomLoadBalancer",
                "circuitBreaker: {configuration: x, steps: [{log: x}]}             | the attribute configuration of CircuitBreaker",
                "circuitBreaker: {resilience4jConfiguration: {timeoutExecutorService: '#x'}, steps: [{log: x}]} | the attribute timeoutExecutorService of Resilience4jConfiguration",
                "throwException: {exceptionType: javax.naming.InitialContext, message: x} | the exception javax.naming.InitialContext",
                "throwException: {ref: evil}                                       | the attribute ref of ThrowException",
                "doTry: {steps: [{log: x}], doCatch: [{exception: [java.lang.ThreadDeath], steps: [{log: x}]}]} | the exception java.lang.ThreadDeath",
                "convertBodyTo: {type: java.io.File}                               | the type java.io.File",
                // Data formats and their options.
                "unmarshal: {yaml: {}}                                             | data format snakeYaml",
                "unmarshal: {custom: {ref: evil}}                                  | data format CustomDataFormat",
                "unmarshal: {json: {unmarshalType: java.io.File}}                  | the option unmarshalTypeName of data format json",
                "unmarshal: {json: {moduleClassNames: java.io.File}}               | the option moduleClassNames of data format json",
                "unmarshal: {json: {allowUnmarshallType: 'true'}}                  | the option allowUnmarshallType of data format json",
                "unmarshal: {json: {objectMapper: '#evil'}}                        | the option objectMapper of data format json",
                "unmarshal: {json: {schemaResolver: '#evil'}}                      | the option schemaResolver of data format json",
                "unmarshal: {csv: {marshallerFactoryRef: '#evil'}}                 | the option marshallerFactoryRef of data format csv",
                "unmarshal: {zipFile: {preservePathElements: 'true'}}              | the option preservePathElements of data format zipFile",
                // Addresses.
                "to: {uri: 'exec:id'}                                              | component exec",
                "to: {uri: ' direct:y'}                                            | the address  direct:y",
                "to: {uri: 'DIRECT:y'}                                             | the address DIRECT:y",
                "to: {uri: 'direct:routewright-audit'}                             | the queue routewright-audit",
                "to: {uri: 'rest:get:x'}                                           | component rest",
                "to: {uri: 'stub:x'}                                               | component stub",
                "to: {uri: 'mock:x'}                                               | component mock",
                "to: {uri: 'controlbus:route?routeId=x&action=stop'}               | component controlbus",
                "to: {uri: 'ref:x'}                                                | component ref",
                "to: {uri: 'language:simple:x'}                                    | component language",
                "to: {uri: 'dataset:x'}                                            | component dataset",
                "to: {uri: 'bean:x'}                                               | component bean",
                "to: {uri: 'timer:x'}                                              | component timer",
                "to: {uri: 'platform-http:/in/x'}                                  | component platform-http",
                "to: {uri: 'https:http://payment.example.test/x'}                  | the host http://payment.example.test/x",
                "to: {uri: 'https://u@payment.example.test/x'}                     | the host //u@payment.example.test/x",
                "to: {uri: 'http://attacker%2f@notify.example.test/x'}             | the address http://attacker%2f@notify.example.test/x",
                "to: {uri: 'https://payment.example.test:8443/x'}                  | the host https://payment.example.test:8443",
                "to: {uri: 'https://169.254.169.254/x'}                            | the host https://169.254.169.254:443",
                "to: {uri: 'https://payment.example.test/x?proxyHost=evil.test'}   | the https option proxyHost",
                "to: {uri: 'https://payment.example.test/x?%70roxyHost=evil.test'} | the https option proxyHost",
                "to: {uri: 'https://payment.example.test/x?PROXYHOST=evil.test'}   | the https option PROXYHOST",
                "to: {uri: 'https://payment.example.test/x', parameters: {proxy-host: evil.test}} | the https option proxyHost",
                "to: {uri: 'https://payment.example.test/x?httpClient.connectTimeout=1'} | the https option httpClient.connectTimeout",
                "to: {uri: 'https://payment.example.test/x?bridgeEndpoint=true'}   | the https option bridgeEndpoint",
                "to: {uri: 'https://payment.example.test/x?userAgent=RAW(x)'}      | the address https://payment.example.test/x?userAgent=RAW(x)",
                "to: {uri: 'file:in'}                                              | writing into folder in",
                "to: {uri: 'file:out?fileName=../x'}                               | the file name ../x",
                "to: {uri: 'file:out?fileName=${header.x}'}                        | the file name ${header.x}",
                "to: {uri: 'file:out?jailStartingDirectory=false'}                 | the file option jailStartingDirectory",
                "to: {uri: 'file:out', parameters: {chmod: '777'}}                 | the file option chmod",
                "to: {uri: 'file:out\\..\\x'}                                      | the address file:out\\..\\x",
                "to: {uri: 'kafka:orders.other'}                                   | sending to topic orders.other",
                "to: {uri: 'kafka:orders,orders.paid'}                             | sending to topic orders,orders.paid",
                "to: {uri: 'kafka:orders?brokers=evil.test:9092'}                  | the kafka option brokers",
                "to: {uri: 'kafka:orders?additionalProperties.sasl.jaas.config=x'} | the kafka option additionalProperties.sasl.jaas.config",
                "to: {uri: 'direct:y?exceptionHandler=#x'}                         | the option exceptionHandler=#x",
                "to: {uri: 'kamelet:http-sink'}                                    | the operation http-sink",
                "to: {uri: 'kamelet:stock-reserve'}                                | the operation stock-reserve",
                "to: {uri: 'kamelet:log-action?location=file:/etc/x'}              | a Kamelet from elsewhere",
                "kamelet: {name: log-action, parameters: {showHeaders: true, location: x}} | a Kamelet from elsewhere",
                "kamelet: {name: insert-header-action, parameters: {name: CamelHttpUri, value: x}} | the header CamelHttpUri",
                "wireTap: {uri: 'direct:${header.x}'}                              | the address direct:${header.x}",
                "wireTap: {uri: 'kafka:orders?key=${header.x}'}                    | the address kafka:orders?key=${header.x}",
                "recipientList: {simple: '${header.x}'}                            | an endpoint that depends on the message",
                "recipientList: {constant: 'direct:y,exec:id'}                     | component exec",
                "recipientList: {constant: 'file:in'}                              | writing into folder in",
                "enrich: {header: x}                                               | an endpoint that depends on the message",
                "enrich: {constant: 'https://evil.test/x'}                         | the host https://evil.test:443",
                "pollEnrich: {constant: 'file:out'}                                | reading folder out",
                "pollEnrich: {constant: 'kafka:orders.paid'}                       | reading topic orders.paid",
                // Placeholders.
                "setBody: {constant: '{{HOME}}'}                                   | the placeholder HOME",
                "setBody: {constant: '{{env:HOME}}'}                               | the placeholder env:HOME",
                "setBody: {constant: '{{sys:user.home}}'}                          | the placeholder sys:user.home",
                "setBody: {constant: '{{region:x}}'}                               | the placeholder region:x",
                "setBody: {constant: '{{?region}}'}                                | the placeholder ?region",
                "setBody: {constant: '{{bean:x.y}}'}                               | the placeholder bean:x.y",
                "setBody: {simple: '$?nested=false{sys.user.home} {{region}}'}     | the placeholder $?nested=false{sys.user.home} {{region}}",
                "to: {uri: '{{a:ex}}{{b:ec}}:id'}                                  | the placeholder a:ex",
                // Bounds, loggers, ids.
                "loop: {constant: 1000000000, steps: [{log: x}]}                   | Loop: 1000000000",
                "loop: {simple: '${body}', doWhile: true, steps: [{log: x}]}       | *",
                "delay: {header: x}                                                | a Delay that depends on the message",
                "delay: {constant: '7d'}                                           | Delay: 7d",
                "log: {message: x, logName: org.apache.camel}                      | the logger org.apache.camel",
                "log: {message: x, logger: '#x'}                                   | the attribute logger of Log",
                "log: {message: '1', logLanguage: groovy}                          | the attribute logLanguage of Log",
                "log: {id: 'a/b', message: x}                                      | the id a/b",
                "log: {message: x, disabled: '{{?region}}'}                        | the placeholder ?region",
            })
    void refusesInARoute(String step, String what) {
        assertRefused(route(step), what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "precondition: 'true'          | the attribute precondition of Route",
                "routePolicy: x                | the attribute routePolicyRef of Route",
                "routeConfigurationId: x       | the attribute routeConfigurationId of Route",
                "errorHandlerRef: x            | the attribute errorHandlerRef of Route",
                "streamCache: false            | the attribute streamCache of Route",
                "trace: true                   | the attribute trace of Route",
                "messageHistory: true          | the attribute messageHistory of Route",
                "nodePrefixId: x               | the attribute nodePrefixId of Route",
                "shutdownRoute: Defer          | the attribute shutdownRoute of Route",
                "inputType: {urn: x}           | the attribute inputType of Route",
                "autoStartup: '{{?x}}'         | the placeholder ?x",
                "autoStartup: false            | autoStartup: false",
                "group: \"a\\u0007\"           | the id a",
                "errorHandler: {noErrorHandler: {}} | the definition NoErrorHandler",
                "errorHandler: {refErrorHandler: {ref: x}} | the definition RefErrorHandler",
                "errorHandler: {deadLetterChannel: {deadLetterUri: 'exec:id'}} | component exec",
                "errorHandler: {defaultErrorHandler: {onRedeliveryRef: x}} | the attribute onRedeliveryRef of DefaultErrorHandler",
                "errorHandler: {defaultErrorHandler: {executorServiceRef: x}} | the attribute executorServiceRef of DefaultErrorHandler",
            })
    void refusesOnARoute(String attribute, String what) {
        assertRefused(
                "- route:\n    id: x\n    %s\n    from:\n      uri: direct:x\n      steps: [{log: x}]\n"
                        .formatted(attribute),
                what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "onException: {exception: [java.lang.Exception], onRedeliveryRef: x}              | the attribute onRedeliveryRef of OnException",
                "onException: {exception: [java.lang.Exception], retryWhile: {constant: 'true'}}  | the attribute retryWhile of OnException",
                "onException: {exception: [java.lang.Exception], continued: {constant: 'true'}}   | the attribute continued of OnException",
                "onException: {exception: [java.lang.Exception], redeliveryPolicy: {maximumRedeliveries: -1}} | maximumRedeliveries: -1",
                "onException: {exception: [java.lang.Exception], steps: [{to: {uri: 'exec:id'}}]} | component exec",
                "onCompletion: {executorService: x, steps: [{log: x}]}                           | the attribute executorService of OnCompletion",
                "onCompletion: {steps: [{to: {uri: 'exec:id'}}]}                                 | component exec",
                "errorHandler: {deadLetterChannel: {deadLetterUri: 'exec:id'}}                   | component exec",
                "errorHandler: {noErrorHandler: {}}                                              | the definition NoErrorHandler",
            })
    void refusesForAllRoutes(String section, String what) {
        assertRefused("- " + section + "\n" + route("log: x"), what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file:out                        | reading folder out",
                "kafka:orders.paid               | reading topic orders.paid",
                "kafka:orders?topicIsPattern=true | the kafka option topicIsPattern",
                "kafka:orders,dlq.orders         | reading topic orders,dlq.orders",
                "platform-http:/other            | the entry any method /other",
                "platform-http:/in/x?matchOnUriPrefix=true&httpMethodRestrict=POST | matchOnUriPrefix: true",
                "undertow:http://0.0.0.0/x       | component undertow",
                "http://notify.example.test/x    | component http",
                "seda:system-audit               | the queue system-audit",
                "seda:x?multipleConsumers=true   | the seda option multipleConsumers",
                "file:in?move=/etc/x             | the folder etc/x      ",
                "kamelet:http-source             | the operation http-source",
            })
    void refusesToBegin(String from, String what) {
        assertRefused(
                "- route:\n    id: x\n    from:\n      uri: \"%s\"\n      steps: [{log: x}]\n".formatted(from), what);
    }

    @Test
    void refusesASecondRouteUnderOneName() {
        assertThatThrownBy(() -> bench.start("x", route("log: a") + route("log: b"), grant()))
                .isInstanceOf(CellRuntime.CellFailed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Routewright-x", "routewright-audit", "system-dead-letter", "a/b", "x\u200b"})
    void refusesARouteIdThatIsNotTheRoutesToTake(String id) {
        assertRefused(
                "- route:\n    id: \"%s\"\n    from:\n      uri: direct:x\n      steps: [{log: x}]\n".formatted(id),
                "the ");
    }

    @Test
    void takesWhatPolicyAndGrantAllow() throws Exception {
        var cell = bench.start("x", """
                - route:
                    id: x
                    group: orders
                    startupOrder: 1000
                    from:
                      uri: seda:x
                      parameters: {size: 10}
                      steps:
                        - to: {uri: "https://payment.example.test/x?connectTimeout=1000&shop=7"}
                        - to: {uri: "file:out?fileName=a-${date:now:yyyyMMdd}.txt"}
                        - kamelet: {name: insert-header-action, parameters: {name: channel, value: web}}
                        - setBody: {constant: "{{region}}"}
                        - idempotentConsumer:
                            header: X-Id
                            idempotentRepository: "#routewright.idempotentOrders"
                            steps: [{log: {message: "x", logName: orders}}]
                """, grant());

        assertThat(cell.context().getStatus().isStarted()).isTrue();
        cell.stop();
    }

    private void assertRefused(String yaml, String what) {
        assertThatThrownBy(() -> bench.start("x", yaml, grant()))
                .isInstanceOf(CellRuntime.CellFailed.class)
                .satisfies(refused -> {
                    if (!what.equals("*")) {
                        assertThat(refused.getMessage()).contains("The grant does not allow " + what);
                        assertThat(refused).rootCause().isInstanceOf(OutsideGrant.class);
                    }
                });
    }

    private static String route(String step) {
        return """
                - route:
                    id: x
                    from:
                      uri: direct:x
                      steps:
                        - %s
                """.formatted(step);
    }

    private static Grant grant() {
        var permitted = Wide.PERMITTED;
        var components = new TreeSet<>(permitted.consuming().keySet());
        components.addAll(permitted.producing().keySet());
        return new Grant(
                List.of(new Grant.Entry("http", "POST", "/in/x"), new Grant.Entry("timer", "", "60000")),
                new TreeSet<>(),
                new TreeSet<>(Set.of("log-action", "insert-header-action")),
                new TreeSet<>(Set.of("https://payment.example.test:443", "http://notify.example.test:80")),
                new TreeSet<>(Set.of("orders")),
                new TreeSet<>(Set.of("orders", "orders.paid")),
                new TreeSet<>(Set.of("in")),
                new TreeSet<>(Set.of("out")),
                components,
                new TreeSet<>(permitted.languages()),
                new TreeSet<>(permitted.dataFormats().keySet()));
    }
}
