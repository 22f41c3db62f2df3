package dev.routewright.cell;

import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesFunctionResolver;
import org.apache.camel.spi.PropertiesFunction;
import org.jspecify.annotations.Nullable;

/**
 * The placeholders of a cell: those the policy lists, and the parameters of its Kamelets. No environment, no system
 * properties, no functions.
 */
final class Placeholders {
    private static final Pattern WRITTEN = Pattern.compile("\\{\\{([^{}]*)}}");

    private final Map<String, String> listed;

    /** @param listed name → text */
    Placeholders(Map<String, String> listed) {
        this.listed = listed;
    }

    void applyTo(PropertiesComponent properties) {
        properties.setEnvironmentVariableMode(0);
        properties.setSystemPropertiesMode(0);
        properties.setDefaultFallbackEnabled(false);
        properties.setAutoDiscoverPropertiesSources(false);
        properties.setPropertiesFunctionResolver(new NoFunctions());
        var texts = new Properties();
        texts.putAll(listed);
        properties.setInitialProperties(texts);
    }

    /**
     * The text as Camel will read it. Of all that Camel knows between double braces (defaults, optional ones, nested
     * ones, functions) only the name alone is left.
     */
    String resolve(String text) {
        if (!text.contains("{{")) return text;
        if (text.contains("?nested=")) throw new OutsideGrant("the placeholder " + text);
        var resolved = WRITTEN.matcher(text).replaceAll(found -> {
            var value = listed.get(found.group(1));
            if (value == null) throw new OutsideGrant("the placeholder " + found.group(1));
            return java.util.regex.Matcher.quoteReplacement(value);
        });
        if (resolved.contains("{{")) throw new OutsideGrant("the placeholder " + text);
        return resolved;
    }

    private static final class NoFunctions implements PropertiesFunctionResolver {
        @Override
        public void addPropertiesFunction(PropertiesFunction function) {}

        @Override
        public Map<String, PropertiesFunction> getFunctions() {
            return Map.of();
        }

        @Override
        public boolean hasFunction(String name) {
            return false;
        }

        @Override
        public @Nullable PropertiesFunction resolvePropertiesFunction(String name) {
            return null;
        }
    }
}
