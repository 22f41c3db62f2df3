package dev.routewright.tests;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.autoconfigure.observation.web.servlet.WebMvcObservationAutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A Camel route behind HTTP that makes one call, as somebody would write it who thinks of nothing going wrong. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {
            DataSourceAutoConfiguration.class,
            FlywayAutoConfiguration.class,
            WebMvcObservationAutoConfiguration.class
        })
class PlainCamel {
    public static void main(String[] service) throws Exception {
        PlainSpring.serve(PlainCamel.class, service[0]);
    }

    @Bean
    RouteBuilder route(org.springframework.core.env.Environment settings) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/pass?httpMethodRestrict=POST")
                        .setVariable("sku")
                        .jq(".sku")
                        .removeHeaders("*")
                        .setHeader(Exchange.HTTP_METHOD, constant("GET"))
                        .setHeader(Exchange.HTTP_PATH, simple("/stock/${variable.sku}"))
                        .setBody(constant((Object) null))
                        .to(settings.getRequiredProperty("service")
                                + "?maxTotalConnections=1024&connectionsPerRoute=256&responseTimeout=5000")
                        .removeHeaders("*")
                        .setHeader("Content-Type", constant("application/json"))
                        .setBody()
                        .jq("{sku: .sku, left: .available}");
            }
        };
    }
}
