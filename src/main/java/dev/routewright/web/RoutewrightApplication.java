package dev.routewright.web;

import io.hawt.springboot.HawtioEndpointAutoConfiguration;
import io.hawt.springboot.HawtioLogAutoConfiguration;
import java.util.function.Consumer;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The runtime as a process. The store opens itself, so that what is wrong with it can be said in a sentence; the guard of
 * Hawtio and Hawtio's pages are put up in {@code web.security}, and nothing of Hawtio's own server parts.
 */
@SpringBootApplication(
        exclude = {
            DataSourceAutoConfiguration.class,
            FlywayAutoConfiguration.class,
            SecurityFilterAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class,
            HawtioEndpointAutoConfiguration.class,
            HawtioLogAutoConfiguration.class
        })
@ConfigurationPropertiesScan
public class RoutewrightApplication {

    /**
     * Returns when everything that was there at start is live or has been refused; {@code Startup.table()} in the context
     * says which. Closing the context drains and stops.
     *
     * @throws StartFailed with a sentence when it does not start; nothing is left running
     */
    public static ConfigurableApplicationContext start(Consumer<String> told, String... args) {
        told.accept("Starting the runtime");
        var application = new SpringApplication(RoutewrightApplication.class);
        application.addListeners(new StartSteps(told));
        return start(application, args);
    }

    static ConfigurableApplicationContext start(SpringApplication application, String... args) {
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        try {
            return application.run(args);
        } catch (RuntimeException e) {
            throw StartFailed.because(e);
        }
    }
}
