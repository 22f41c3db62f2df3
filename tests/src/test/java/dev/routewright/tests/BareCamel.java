package dev.routewright.tests;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The call as somebody would write it by hand in Camel, once with the protections the runtime gives (a time limit,
 * retries that grow apart, a breaker, metrics) and once with none.
 */
final class BareCamel implements AutoCloseable {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    BareCamel(String service, MeterRegistry meters) throws Exception {
        var timer = Timer.builder("call").publishPercentiles(0.5, 0.95, 0.99).register(meters);
        var http = service + "?connectTimeout=2000&responseTimeout=5000&connectionRequestTimeout=5000"
                + "&maxTotalConnections=1024&connectionsPerRoute=256&followRedirects=false";
        context.disableJMX();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:protected")
                        .errorHandler(defaultErrorHandler()
                                .maximumRedeliveries(2)
                                .redeliveryDelay(300)
                                .useExponentialBackOff()
                                .backOffMultiplier(2)
                                .useCollisionAvoidance()
                                .maximumRedeliveryDelay(10_000))
                        .setVariable("sku")
                        .jq(".sku")
                        .process(exchange -> exchange.setProperty("begun", System.nanoTime()))
                        .setHeader(Exchange.HTTP_METHOD, constant("GET"))
                        .setHeader(Exchange.HTTP_PATH, simple("/stock/${variable.sku}"))
                        .setBody(constant((Object) null))
                        .circuitBreaker()
                        .resilience4jConfiguration()
                        .slidingWindowSize(50)
                        .minimumNumberOfCalls(50)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(10)
                        .end()
                        .to(http)
                        .end()
                        .process(exchange -> timer.record(
                                System.nanoTime() - exchange.getProperty("begun", Long.class), TimeUnit.NANOSECONDS))
                        .setBody()
                        .jq("{sku: .sku, left: .available}");
                from("direct:plain")
                        .setVariable("sku")
                        .jq(".sku")
                        .setHeader(Exchange.HTTP_METHOD, constant("GET"))
                        .setHeader(Exchange.HTTP_PATH, simple("/stock/${variable.sku}"))
                        .setBody(constant((Object) null))
                        .to(http)
                        .setBody()
                        .jq("{sku: .sku, left: .available}");
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    /** From the bytes of a request to those of its answer, as at a door. */
    String call(String route, byte[] request) throws IOException {
        var exchange = context.getEndpoint("direct:" + route).createExchange(ExchangePattern.InOut);
        exchange.getMessage().setBody(Documents.JSON.readTree(request));
        template.send("direct:" + route, exchange);
        if (exchange.getException() != null) throw new IOException(exchange.getException());
        return Documents.JSON.writeValueAsString(exchange.getMessage().getBody(JsonNode.class));
    }

    @Override
    public void close() throws IOException {
        template.close();
        context.close();
    }
}
