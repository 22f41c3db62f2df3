package dev.routewright.cell;

import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.apache.camel.dsl.yaml.deserializers.BeansDeserializer;
import org.apache.camel.dsl.yaml.deserializers.CustomResolver;
import org.apache.camel.dsl.yaml.deserializers.ModelDeserializersResolver;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads a route file with Camel's own YAML loader, of which only the part that makes routes is left. Camel's loader
 * creates beans while it looks a file over, turns other kinds of documents into routes, and takes class names for
 * steps; here such a key is refused before anything is made of it.
 */
final class RouteFile extends YamlRoutesBuilderLoader {
    private static final Set<String> SECTIONS = Set.of("route", "from", "onException", "onCompletion", "errorHandler");
    /** Every step a cell keeps its promises for. What it may hold is judged on Camel's model of it. */
    private static final Set<String> STEPS = Set.of(
            "aggregate",
            "choice",
            "circuitBreaker",
            "claimCheck",
            "convertBodyTo",
            "delay",
            "doTry",
            "enrich",
            "filter",
            "idempotentConsumer",
            "kamelet",
            "loadBalance",
            "log",
            "loop",
            "marshal",
            "multicast",
            "pipeline",
            "pollEnrich",
            "recipientList",
            "removeHeader",
            "removeHeaders",
            "removeProperty",
            "removeVariable",
            "resequence",
            "sample",
            "setBody",
            "setExchangePattern",
            "setHeader",
            "setHeaders",
            "setProperty",
            "setVariable",
            "setVariables",
            "sort",
            "split",
            "step",
            "stop",
            "throttle",
            "throwException",
            "to",
            "transform",
            "unmarshal",
            "validate",
            "wireTap");

    RouteFile(CamelContext context) {
        setCamelContext(context);
    }

    void load(String name, String yaml) throws Exception {
        checkCharacters(yaml);
        build();
        start();
        // Not by the context's routes loader: it would create beans before anything could be judged.
        getCamelContext().addRoutes(loadRoutesBuilder(ResourceHelper.fromString(name + ".camel.yaml", yaml)));
    }

    @Override
    protected RouteBuilder builder(YamlDeserializationContext context, Node root) {
        if (!(root instanceof SequenceNode sections)) throw new OutsideGrant("a file that is not a list of routes");
        for (var section : sections.getValue()) {
            var key = key(section);
            if (key == null || !SECTIONS.contains(key)) throw new OutsideGrant("the section " + key);
        }
        return super.builder(context, root);
    }

    @Override
    protected YamlDeserializationContext newYamlDeserializationContext(LoadSettings settings, Resource resource) {
        var context = new ListedKeys(settings);
        context.setResource(resource);
        context.setCamelContext(getCamelContext());
        context.addResolvers(new CustomResolver(new BeansDeserializer()));
        context.addResolvers(new ModelDeserializersResolver());
        return context;
    }

    private static void checkCharacters(String yaml) {
        yaml.codePoints()
                .filter(c -> c != '\n'
                        && c != '\r'
                        && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT))
                .findFirst()
                .ifPresent(c -> {
                    throw new OutsideGrant("the invisible character U+%04X".formatted(c));
                });
    }

    private static @Nullable String key(Node node) {
        return node instanceof MappingNode map
                        && map.getValue().size() == 1
                        && map.getValue().get(0).getKeyNode() instanceof ScalarNode key
                ? key.getValue()
                : null;
    }

    /** Camel asks here for everything that stands in a list: steps and sections. */
    private static final class ListedKeys extends YamlDeserializationContext {
        ListedKeys(LoadSettings settings) {
            super(settings);
        }

        @Override
        public ConstructNode resolve(Node node) {
            var key = key(node);
            if (key != null && !STEPS.contains(key) && !SECTIONS.contains(key))
                throw new OutsideGrant("the step " + key);
            return super.resolve(node);
        }
    }
}
