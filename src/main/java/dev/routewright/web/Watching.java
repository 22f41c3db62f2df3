package dev.routewright.web;

import dev.routewright.operations.Figures;
import dev.routewright.services.ServiceRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Figures of whatever runs, be it real or, in tests, pretended. */
@Configuration(proxyBeanMethods = false)
class Watching {

    @Bean
    Figures figures(MeterRegistry registry, ServiceRegistry services) {
        return new Figures(registry, services);
    }
}
