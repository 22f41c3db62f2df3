package dev.routewright.cell;

import dev.routewright.route.Grant;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Reads the Kamelets of a {@link Guest}: a file where Camel would look for one, else the text a cell would have. */
final class KameletLoading {
    private final ModelCamelContext context;
    private final KameletTexts texts;
    private final Grant grant;
    private final ErrorHandlerFactory ofKamelets;

    /** Keeps the handler the context has now, before that of the routes takes its place. */
    KameletLoading(ModelCamelContext context, KameletTexts texts, Grant grant) {
        this.context = context;
        this.texts = texts;
        this.grant = grant;
        this.ofKamelets = context.getCamelContextExtension().getErrorHandlerFactory();
    }

    Templates load() throws Exception {
        var camel = context.getCamelContextExtension();
        var ofRoutes = camel.getErrorHandlerFactory();
        camel.setErrorHandlerFactory(ofKamelets);
        try {
            for (var kamelet : texts.of(grant).entrySet())
                if (context.getRouteTemplateDefinition(kamelet.getKey()) == null)
                    PluginHelper.getRoutesLoader(context).loadRoutes(resource(kamelet.getKey(), kamelet.getValue()));
        } finally {
            camel.setErrorHandlerFactory(ofRoutes);
        }
        var templates = new Templates();
        templates.add(context.getRouteTemplateDefinitions());
        for (var template : context.getRouteTemplateDefinitions())
            if (Promises.isStartedLater(template.getRoute()))
                template.getRoute().setAutoStartup("false");
        return templates;
    }

    private Resource resource(String name, Supplier<String> text) {
        var file = name + ".kamelet.yaml";
        for (var location : locations(context).split(",")) {
            var there = location.strip() + (location.strip().endsWith("/") ? "" : "/") + file;
            var found = PluginHelper.getResourceLoader(context).resolveResource(there);
            if (found != null && found.exists()) return found;
        }
        return ResourceHelper.fromString(file, text.get());
    }

    private static String locations(CamelContext context) {
        return context.hasComponent("kamelet") instanceof KameletComponent kamelets ? kamelets.getLocation() : "";
    }
}
