package dev.routewright.cell;

import dev.routewright.route.Grant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Component;
import org.apache.camel.impl.engine.DefaultComponentResolver;
import org.apache.camel.impl.engine.DefaultDataFormatResolver;
import org.apache.camel.impl.engine.DefaultLanguageResolver;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.DataFormatResolver;
import org.apache.camel.spi.Language;
import org.apache.camel.spi.LanguageResolver;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceLoader;
import org.jspecify.annotations.Nullable;

/**
 * What Camel may look up by name inside a cell. Each guard answers one question of Camel's and refuses whatever the
 * grant does not name, so that a hole in inspection does not become a hole in the cell.
 */
final class Lookups {
    /** Values every route needs; none of them runs code or leaves the message. */
    static final Set<String> LANGUAGES =
            Set.of("simple", "file", "constant", "jq", "header", "variable", "exchangeProperty", "tokenize");

    /** Camel's own would reach further than the ones this runtime sets up and gives to a cell. */
    private static final Set<String> SET_UP = Set.of("file", "kafka", "http", "https", "platform-http", "kamelet");

    /** Camel reads the keys of a body by its bean language, and that by the component. No route can name either. */
    private static final String BEAN = "bean";

    /** Camel's names for the data formats that routes name otherwise. */
    private static final Map<String, String> DATA_FORMATS = Map.of("json", "jackson");

    private Lookups() {}

    /**
     * Components of the grant; those of the cell itself are put into the context beforehand and never asked for.
     *
     * @param ofKamelets components that granted Kamelets are made of
     */
    static ComponentResolver components(Grant grant, Set<String> ofKamelets) {
        var allowed = new HashSet<>(grant.components());
        allowed.addAll(ofKamelets);
        allowed.add(BEAN);
        // A cron entry is a quartz one underneath.
        if (allowed.contains("cron")) allowed.add("quartz");
        return new ComponentResolver() {
            private final DefaultComponentResolver camels = new DefaultComponentResolver();

            @Override
            public Component resolveComponent(String name, CamelContext context) throws Exception {
                if (!allowed.contains(name) || SET_UP.contains(name)) throw new OutsideGrant("component " + name);
                return camels.resolveComponent(name, context);
            }
        };
    }

    /** @param inSimple functions of Simple the policy lists; some are languages of the cell by themselves */
    static LanguageResolver languages(Grant grant, Set<String> inSimple) {
        var allowed = new HashSet<>(grant.languages());
        allowed.addAll(LANGUAGES);
        for (var function : Set.of("jsonpath", "xpath")) if (inSimple.contains(function)) allowed.add(function);
        allowed.add(BEAN);
        return new DefaultLanguageResolver() {
            @Override
            public Language resolveLanguage(String name, CamelContext context) {
                if (!allowed.contains(name)) throw new OutsideGrant("language " + name);
                return super.resolveLanguage(name, context);
            }
        };
    }

    static DataFormatResolver dataFormats(Grant grant) {
        var allowed = new HashSet<String>();
        for (var name : grant.dataFormats()) allowed.add(DATA_FORMATS.getOrDefault(name, name));
        return new DefaultDataFormatResolver() {
            @Override
            public DataFormat createDataFormat(String name, CamelContext context) {
                if (!allowed.contains(name)) throw new OutsideGrant("data format " + name);
                return super.createDataFormat(name, context);
            }
        };
    }

    /** No text is loaded by location: routes and Kamelets are handed over as text, everything else is inline. */
    static final class NoResources implements ResourceLoader, CamelContextAware {
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
}
