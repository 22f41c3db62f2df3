package dev.routewright.camel;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.util.TimeUtils;
import org.springframework.core.env.Environment;

/**
 * The values of settings, from wherever the process has them: system properties, the environment
 * ({@code ROUTEWRIGHT_DATA_DIR}), Spring's environment where there is one, Camel's properties. Asked before Camel is
 * set up, so it does not rely on what Camel will make of them.
 */
final class Values {
    private static final String PREFIX = "routewright.";
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(B|KB|MB|GB)?", Pattern.CASE_INSENSITIVE);

    private final Function<String, Optional<String>> source;

    Values(Function<String, Optional<String>> source) {
        this.source = source;
    }

    static Values of(CamelContext context) {
        var spring = context.getRegistry().lookupByNameAndType("environment", Environment.class);
        // Read as a whole: what is asked for one by one, Camel notes and writes into the log.
        var camels = spring == null
                ? context.getPropertiesComponent().loadProperties(name -> name.startsWith(PREFIX))
                : new Properties();
        return new Values(name -> {
            var given = ofProcess(name);
            if (given.isPresent()) return given;
            if (spring != null) return Optional.ofNullable(spring.getProperty(name));
            return Optional.ofNullable(camels.getProperty(name)).map(text -> resolved(context, text));
        });
    }

    private static String resolved(CamelContext context, String text) {
        return text.contains("{{") ? context.resolvePropertyPlaceholders(text) : text;
    }

    static Optional<String> ofProcess(String name) {
        var system = System.getProperty(name);
        return system != null ? Optional.of(system) : Optional.ofNullable(System.getenv(variable(name)));
    }

    /** A name as the environment spells it. */
    static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    Optional<String> find(String name) {
        return source.apply(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    String text(Setting setting) {
        return find(setting.property()).orElse(setting.standard());
    }

    int number(Setting setting) {
        int least = setting.type() == Setting.Type.COUNT ? 1 : 0;
        try {
            int number = Integer.parseInt(text(setting));
            if (number >= least) return number;
        } catch (NumberFormatException notNumber) {
            // Said below.
        }
        throw unusable(setting, "a whole number from %d".formatted(least));
    }

    /** In bytes. */
    long size(Setting setting) {
        var size = SIZE.matcher(text(setting));
        if (!size.matches()) throw unusable(setting, "a size such as 10MB");
        var unit = size.group(2) == null ? "B" : size.group(2).toUpperCase(Locale.ROOT);
        long bytes = Long.parseLong(size.group(1))
                << 10 * List.of("B", "KB", "MB", "GB").indexOf(unit);
        if (bytes < 1) throw unusable(setting, "a size above 0");
        return bytes;
    }

    Duration time(Setting setting) {
        var text = text(setting);
        try {
            var time = text.startsWith("P") ? Duration.parse(text) : Duration.ofMillis(TimeUtils.toMilliSeconds(text));
            if (!time.isNegative()) return time;
        } catch (DateTimeParseException | IllegalArgumentException | IndexOutOfBoundsException notTime) {
            // Said below.
        }
        throw unusable(setting, "a time such as 30s");
    }

    /** The value is not repeated: it may have slipped in from a secret. */
    static Unusable unusable(Setting setting, String wanted) {
        return new Unusable(setting, wanted);
    }

    /** Not what a setting takes. */
    static final class Unusable extends IllegalArgumentException {
        private final String wanted;

        private Unusable(Setting setting, String wanted) {
            super("[setting %s] It is not %s. Nothing was started. Set it to one, or leave it out."
                    .formatted(setting.property(), wanted));
            this.wanted = wanted;
        }

        /** What it takes. */
        String wanted() {
            return wanted;
        }
    }
}
