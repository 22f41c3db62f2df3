package dev.routewright.tests;

import java.time.Duration;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.autoconfigure.observation.web.servlet.WebMvcObservationAutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** A handler of Spring MVC that makes one call with RestClient, as somebody would write it in an hour. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {
            DataSourceAutoConfiguration.class,
            FlywayAutoConfiguration.class,
            WebMvcObservationAutoConfiguration.class
        },
        excludeName = {
            "org.apache.camel.spring.boot.CamelAutoConfiguration",
            "org.apache.camel.component.platform.http.springboot.PlatformHttpComponentConverter",
            "org.apache.camel.component.platform.http.springboot.PlatformHttpComponentAutoConfiguration",
            "org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpAutoConfiguration",
            "org.apache.camel.component.platform.http.springboot.SpringBootPlatformWebMvcConfiguration"
        })
@Import(PlainSpring.Handler.class)
class PlainSpring {
    public static void main(String[] service) throws Exception {
        serve(PlainSpring.class, service[0]);
    }

    /** The product's sign-in and console are on the class path too. */
    private static final String PRODUCTS = String.join(
            ",",
            "org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
            "io.hawt.springboot.HawtioEndpointAutoConfiguration");

    /** Says its port and stays until nobody is there any more. */
    static void serve(Class<?> application, String service) throws Exception {
        var spring = new SpringApplication(application);
        spring.setBannerMode(Banner.Mode.OFF);
        spring.setLogStartupInfo(false);
        // The product's own settings lie on the class path.
        var context = (ServletWebServerApplicationContext) spring.run(
                "--spring.config.location=optional:classpath:/none/",
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--logging.level.root=warn",
                "--spring.autoconfigure.exclude=" + PRODUCTS,
                "--service=" + service);
        System.out.println("port " + context.getWebServer().getPort());
        while (System.in.read() >= 0) {
            // Served by other threads.
        }
        System.exit(0);
    }

    @Bean
    RestClient client(org.springframework.core.env.Environment settings) {
        var pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(1024)
                .setMaxConnPerRoute(256)
                .build();
        var factory = new HttpComponentsClientHttpRequestFactory(
                HttpClients.custom().setConnectionManager(pool).build());
        factory.setReadTimeout(Duration.ofSeconds(5));
        return RestClient.builder()
                .baseUrl(settings.getRequiredProperty("service"))
                .requestFactory(factory)
                .build();
    }

    @RestController
    static class Handler {
        private final RestClient client;

        Handler(RestClient client) {
            this.client = client;
        }

        @PostMapping("/pass")
        Left pass(@RequestBody Order order) {
            var stock = client.get().uri("/stock/{sku}", order.sku()).retrieve().body(Stock.class);
            if (stock == null) throw new IllegalStateException("No stock.");
            return new Left(stock.sku(), stock.available());
        }
    }

    record Order(String orderId, String sku, int quantity) {}

    record Stock(String sku, int available) {}

    record Left(String sku, int left) {}
}
