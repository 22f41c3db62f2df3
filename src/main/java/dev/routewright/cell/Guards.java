package dev.routewright.cell;

import dev.routewright.route.Grant;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Component;
import org.apache.camel.component.properties.PropertiesFunctionResolver;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.apache.camel.impl.engine.DefaultComponentResolver;
import org.apache.camel.impl.engine.DefaultDataFormatResolver;
import org.apache.camel.impl.engine.DefaultLanguageResolver;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.DataFormatResolver;
import org.apache.camel.spi.Language;
import org.apache.camel.spi.LanguageResolver;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceLoader;
import org.jspecify.annotations.Nullable;

/**
 * What Camel may look up by name inside a cell. Each guard answers one question of Camel's and refuses whatever the
 * grant does not name, so that a hole in inspection does not become a hole in the cell.
 */
final class Guards {
    /** Values every route needs; none of them runs code or leaves the message. */
    private static final Set<String> LANGUAGES =
            Set.of("simple", "file", "constant", "jq", "header", "variable", "exchangeProperty");

    private Guards() {}

    /** Components of the grant; those of the cell itself are put into the context beforehand and never asked for. */
    static ComponentResolver components(Grant grant) {
        return new ComponentResolver() {
            private final DefaultComponentResolver camels = new DefaultComponentResolver();

            @Override
            public Component resolveComponent(String name, CamelContext context) throws Exception {
                if (!grant.components().contains(name)) throw new OutsideGrant("component " + name);
                return camels.resolveComponent(name, context);
            }
        };
    }

    static LanguageResolver languages(Grant grant) {
        var allowed = new TreeSet<>(grant.languages());
        allowed.addAll(LANGUAGES);
        return new DefaultLanguageResolver() {
            @Override
            public Language resolveLanguage(String name, CamelContext context) {
                if (!allowed.contains(name)) throw new OutsideGrant("language " + name);
                return super.resolveLanguage(name, context);
            }
        };
    }

    static DataFormatResolver dataFormats(Grant grant) {
        return new DefaultDataFormatResolver() {
            @Override
            public DataFormat createDataFormat(String name, CamelContext context) {
                if (!grant.dataFormats().contains(name)) throw new OutsideGrant("data format " + name);
                return super.createDataFormat(name, context);
            }
        };
    }

    /** No text is loaded by location: routes and Kamelets are handed over as text, everything else is inline. */
    static ResourceLoader resources() {
        return new NoResources();
    }

    private static final class NoResources implements ResourceLoader, CamelContextAware {
        private @Nullable CamelContext context;

        @Override
        public Resource resolveResource(String uri) {
            throw new OutsideGrant("text from " + uri);
        }

        @Override
        public void setCamelContext(CamelContext camelContext) {
            context = camelContext;
        }

        @Override
        @SuppressWarnings("NullAway")
        public CamelContext getCamelContext() {
            return context;
        }
    }

    /** Placeholders know the parameters of our Kamelets and nothing else: no environment, no functions. */
    static PropertiesFunctionResolver functions() {
        return new PropertiesFunctionResolver() {
            @Override
            public void addPropertiesFunction(PropertiesFunction function) {}

            @Override
            public java.util.Map<String, PropertiesFunction> getFunctions() {
                return java.util.Map.of();
            }

            @Override
            public boolean hasFunction(String name) {
                return false;
            }

            @Override
            public @Nullable PropertiesFunction resolvePropertiesFunction(String name) {
                return null;
            }
        };
    }

    /**
     * Camel looks its own parts up by {@code resolveClass} and what a route names by {@code resolveMandatoryClass}: the
     * first may be Camel's own, the second must be on a short list.
     */
    static final class KnownClasses extends DefaultClassResolver {
        private static final Set<String> NAMED_BY_ROUTES = Set.of(
                "java.lang.Exception",
                "java.lang.Throwable",
                "java.lang.RuntimeException",
                "java.lang.IllegalStateException",
                "java.lang.IllegalArgumentException",
                "java.lang.String",
                "java.lang.Integer",
                "java.lang.Long",
                "java.lang.Double",
                "java.lang.Boolean",
                "String",
                "byte[]");

        KnownClasses(CamelContext context) {
            super(context);
        }

        @Override
        public @Nullable Class<?> resolveClass(String name) {
            return isCamels(name) || NAMED_BY_ROUTES.contains(name) ? super.resolveClass(name) : null;
        }

        @Override
        public @Nullable Class<?> resolveClass(String name, ClassLoader loader) {
            return isCamels(name) || NAMED_BY_ROUTES.contains(name) ? super.resolveClass(name, loader) : null;
        }

        @Override
        public Class<?> resolveMandatoryClass(String name) throws ClassNotFoundException {
            return super.resolveMandatoryClass(named(name));
        }

        @Override
        public <T> Class<T> resolveMandatoryClass(String name, Class<T> type) throws ClassNotFoundException {
            return super.resolveMandatoryClass(named(name), type);
        }

        @Override
        public Class<?> resolveMandatoryClass(String name, ClassLoader loader) throws ClassNotFoundException {
            return super.resolveMandatoryClass(named(name), loader);
        }

        @Override
        public <T> Class<T> resolveMandatoryClass(String name, Class<T> type, ClassLoader loader)
                throws ClassNotFoundException {
            return super.resolveMandatoryClass(named(name), type, loader);
        }

        private static String named(String name) {
            if (!NAMED_BY_ROUTES.contains(name)) throw new OutsideGrant("class " + name);
            return name;
        }

        private static boolean isCamels(String name) {
            return name.startsWith("org.apache.camel.");
        }
    }
}
