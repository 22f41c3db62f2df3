package dev.routewright.web;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/** Settings as a server would find them, without one: arguments before environment before files. */
final class LocalEnvironment {
    private static final String FILES = "optional:classpath:/,optional:file:%1$s/,optional:file:%1$s/config/";

    private final StandardEnvironment environment;

    private LocalEnvironment(StandardEnvironment environment) {
        this.environment = environment;
    }

    /** @param arguments as {@code --name=value} */
    static LocalEnvironment of(Path directory, Map<String, String> environment, List<String> arguments) {
        var read = new StandardEnvironment() {
            @Override
            protected void customizePropertySources(MutablePropertySources sources) {
                if (!arguments.isEmpty())
                    sources.addFirst(new SimpleCommandLinePropertySource(arguments.toArray(String[]::new)));
                sources.addLast(new MapPropertySource("systemProperties", getSystemProperties()));
                sources.addLast(new SystemEnvironmentPropertySource(
                        SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.copyOf(environment)));
            }
        };
        PropertySource<?> files = new MapPropertySource(
                "files",
                Map.of(
                        "spring.config.location",
                        FILES.formatted(directory.toAbsolutePath().normalize())));
        if (!read.containsProperty("spring.config.location"))
            read.getPropertySources().addFirst(files);
        ConfigDataEnvironmentPostProcessor.applyTo(read);
        ConfigurationPropertySources.attach(read);
        return new LocalEnvironment(read);
    }

    <T> T bound(String prefix, Class<T> type) {
        try (var validator = new LocalValidatorFactoryBean()) {
            validator.afterPropertiesSet();
            return Binder.get(environment)
                    .bindOrCreate(prefix, Bindable.of(type), new ValidationBindHandler(validator));
        }
    }

    String property(String name, String otherwise) {
        return environment.getProperty(name, otherwise);
    }

    int number(String name, int otherwise) {
        return environment.getProperty(name, Integer.class, otherwise);
    }
}
