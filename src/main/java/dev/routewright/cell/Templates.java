package dev.routewright.cell;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.ToDefinition;

/**
 * What the Kamelets of a cell are made of. They are the runtime's own texts: the endpoints in them are known although
 * no route could name them, and the parameters that end in a delicate place are known too.
 */
final class Templates {
    private static final Pattern PARAMETER = Pattern.compile("\\{\\{\\??([\\w-]+)}}");

    private final Map<String, Set<String>> options = new HashMap<>();
    private final Map<String, Set<String>> headers = new HashMap<>();

    void add(Collection<RouteTemplateDefinition> templates) {
        for (var template : templates) {
            var route = template.getRoute();
            endpoint(uri(route));
            for (var to : ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class))
                endpoint(to.getUri());
            for (var set :
                    ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), SetHeaderDefinition.class)) {
                var parameter = PARAMETER.matcher(set.getName());
                if (parameter.matches())
                    headers.computeIfAbsent(template.getId(), id -> new HashSet<>())
                            .add(parameter.group(1));
            }
        }
    }

    Set<String> components() {
        return options.keySet();
    }

    /** Options the Kamelets themselves set. */
    Set<String> options(String component) {
        return options.getOrDefault(component, Set.of());
    }

    /** Whether the parameter becomes the name of a header. */
    boolean isHeader(String kamelet, String parameter) {
        return headers.getOrDefault(kamelet, Set.of()).contains(parameter);
    }

    static String uri(RouteDefinition route) {
        return route.getInput() == null ? "" : route.getInput().getEndpointUri();
    }

    private void endpoint(String uri) {
        int colon = uri.indexOf(':');
        if (colon < 0) return;
        var known = options.computeIfAbsent(uri.substring(0, colon), scheme -> new HashSet<>());
        int at = uri.replace("{{?", "{{_").indexOf('?');
        if (at < 0) return;
        for (var option : uri.substring(at + 1).split("&"))
            known.add(option.contains("=") ? option.substring(0, option.indexOf('=')) : option);
    }
}
