package dev.routewright.inspection;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.DataFormatDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * A second opinion about an accepted file: Camel's own loader builds the model (nothing is started, no endpoint is
 * made), and the model is walked by reflection, so that a danger shows whatever it was called in the file.
 */
final class ModelOracle {
    private static final Pattern ROUTE_ID = Pattern.compile("[a-z][a-z0-9-]{1,63}");
    /** Nodes of the model that are no steps of their own. */
    private static final Set<String> PARTS = Set.of(
            "route",
            "from",
            "when",
            "otherwise",
            "doCatch",
            "doFinally",
            "onFallback",
            "onException",
            "onCompletion",
            "expression",
            "transform",
            "onWhen");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final SimpleOracle simple = new SimpleOracle(context);
    private final ExpressionOracle expressions = new ExpressionOracle(simple);
    private final AttributeOracle attributes = new AttributeOracle(simple);
    private final Map<Object, Boolean> seen = new IdentityHashMap<>();
    private final List<String> found = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private int loaded;

    ModelOracle() {
        var listed = new Properties();
        OracleLists.POLICY
                .at("/placeholders/allowed")
                .fields()
                .forEachRemaining(
                        e -> listed.setProperty(e.getKey(), e.getValue().asText()));
        context.getPropertiesComponent().setInitialProperties(listed);
    }

    /** How many of the judged files Camel could read. */
    int loaded() {
        return loaded;
    }

    /** What the file holds beyond the lists; nothing when Camel cannot read the file. */
    List<String> judge(String text, int number) {
        found.clear();
        seen.clear();
        ids.clear();
        var extension = context.getCamelContextExtension();
        extension.setErrorHandlerFactory(null);
        try {
            for (var builder : PluginHelper.getRoutesLoader(context)
                    .findRoutesBuilders(ResourceHelper.fromString("n" + number + ".camel.yaml", text))) {
                var routes = ((RouteBuilder) builder).configureRoutes(context);
                loaded++;
                routes.getRoutes().forEach(this::walk);
                walk(routes.getOnExceptions());
                walk(routes.getOnCompletions());
                if (!routes.getIntercepts().isEmpty()
                        || !routes.getInterceptFroms().isEmpty()) found.add("intercept");
            }
            walk(extension.getErrorHandlerFactory());
        } catch (Exception | StackOverflowError e) {
            return List.of();
        }
        if (ids.stream().anyMatch(i -> Collections.frequency(ids, i) > 1)) found.add("an id twice in " + ids);
        return List.copyOf(found);
    }

    private void walk(Object node) {
        if (node == null || seen.put(node, true) != null) return;
        if (node instanceof Collection<?> all) all.forEach(this::walk);
        else if (node.getClass().getName().startsWith("org.apache.camel.model.")) {
            definition(node);
            for (Class<?> type = node.getClass(); type != Object.class; type = type.getSuperclass())
                for (Field field : type.getDeclaredFields()) field(node, field);
        }
    }

    private void field(Object owner, Field field) {
        if (Modifier.isStatic(field.getModifiers()) || field.getName().equals("parent")) return;
        Object value;
        try {
            field.setAccessible(true);
            value = field.get(owner);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return;
        }
        if (value instanceof String text) attributes.judge(owner, field.getName(), text, found);
        else if (value instanceof Collection<?> all) {
            for (Object each : all) {
                if (each instanceof String text) attributes.judge(owner, field.getName(), text, found);
                else walk(each);
            }
        } else walk(value);
    }

    private void definition(Object node) {
        if (node instanceof ProcessorDefinition<?> step
                && !OracleLists.EIPS.contains(step.getShortName())
                && !PARTS.contains(step.getShortName())) found.add("step " + step.getShortName());
        if (node instanceof RouteDefinition route) ids.add(String.valueOf(route.getId()));
        if (node instanceof RouteDefinition route
                && (route.getId() == null || !ROUTE_ID.matcher(route.getId()).matches()))
            found.add("route id " + route.getId());
        if (node instanceof ExpressionDefinition e && e.getExpressionType() == null) expressions.judge(e, false, found);
        if (node instanceof ExpressionNode n
                && Set.of("filter", "validate", "when").contains(n.getShortName())
                && n.getExpression() != null)
            expressions.judge(
                    n.getExpression().getExpressionType() == null
                            ? n.getExpression()
                            : n.getExpression().getExpressionType(),
                    true,
                    found);
        if (node instanceof DataFormatDefinition format) dataFormat(format);
        String kind = node.getClass().getSimpleName();
        if (kind.startsWith("NoErrorHandler")
                || kind.contains("TransactionErrorHandler")
                || kind.startsWith("RefError")) found.add("error handler " + kind);
    }

    private void dataFormat(DataFormatDefinition format) {
        String kind = format.getClass().getSimpleName().replace("DataFormat", "");
        String name = kind.equals("JacksonXML")
                ? "jacksonXml"
                : kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1);
        if (!OracleLists.dataFormat(name)) {
            found.add("data format " + name);
            return;
        }
        var allowed = OracleLists.dataFormatOptions(name);
        for (Field field : format.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) continue;
            try {
                field.setAccessible(true);
                Object value = field.get(format);
                if (value instanceof String && !allowed.contains(field.getName()))
                    found.add("data format option " + name + "." + field.getName());
            } catch (ReflectiveOperationException | RuntimeException e) {
                // not a plain field: nothing a file can set
            }
        }
    }
}
