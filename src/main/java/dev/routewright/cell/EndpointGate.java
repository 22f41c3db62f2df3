package dev.routewright.cell;

import dev.routewright.inspection.Permitted;
import dev.routewright.route.Grant;
import dev.routewright.route.Operation;
import dev.routewright.services.ServiceRegistry;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.spi.EndpointUriFactory;

/**
 * Sees every endpoint with its final address, whether a route file, a Kamelet or a running message asks for it, and
 * refuses what the grant does not hold. Where Camel's component reads the address in its own way, its reading counts.
 */
final class EndpointGate implements EndpointStrategy {
    private static final Set<String> INTERNAL = Set.of("kamelet", "service");
    /** They change which Kamelet is meant and what its route is called. */
    private static final Set<String> OF_CAMELS_KAMELETS = Set.of("location", "templateid", "routeid", "uuid");

    /** As for steps that write to the log: none looks like one of the runtime's. */
    static final Pattern LOGGER = Pattern.compile("(?!routewright|audit)[a-z0-9][a-z0-9-]{0,63}");

    private final Grant grant;
    private final Permitted permitted;
    private final ServiceRegistry services;
    private final Templates templates;

    EndpointGate(Grant grant, Permitted permitted, ServiceRegistry services, Templates templates) {
        this.grant = grant;
        this.permitted = permitted;
        this.services = services;
        this.templates = templates;
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        var scheme = uri.substring(0, Math.max(uri.indexOf(':'), 0)).toLowerCase(Locale.ROOT);
        var path = path(uri);
        var options = options(uri);
        options.forEach(EndpointGate::checkValue);
        if (!INTERNAL.contains(scheme)) checkComponent(scheme, options, endpoint.getCamelContext());
        switch (scheme) {
            case "kamelet" -> checkKamelet(path, options);
            case "service" -> checkOperation(path.replace('/', '.'));
            case "platform-http" -> checkHttp(path, endpoint);
            case "http", "https" -> checkHost(endpoint);
            case "log" -> {
                if (!LOGGER.matcher(path).matches()) throw new OutsideGrant("the logger " + path);
            }
            case "file" -> {
                if (!grant.foldersRead().contains(path)) mayWrite(grant.foldersWritten(), "the folder ", path);
            }
            case "kafka" -> {
                if (!grant.topicsRead().contains(path)) mayWrite(grant.topicsWritten(), "the topic ", path);
            }
            case "timer", "scheduler" -> checkKind("timer", scheme);
            case "quartz", "cron" -> checkKind("cron", scheme);
            default -> {}
        }
        return endpoint;
    }

    /** The part of an address between scheme and options, as written. */
    static String path(String uri) {
        var path = uri.substring(uri.indexOf(':') + 1);
        if (path.startsWith("//")) path = path.substring(2);
        int options = path.indexOf('?');
        return decoded(options < 0 ? path : path.substring(0, options));
    }

    static void mayWrite(Set<String> granted, String what, String name) {
        if (!granted.contains(name)) throw new OutsideGrant(what + name);
    }

    private void checkComponent(String scheme, List<Option> options, CamelContext context) {
        // A cron entry is a quartz one underneath, with what Camel writes there.
        if (scheme.equals("quartz") && grant.components().contains("cron")) return;
        if (!grant.components().contains(scheme) && !templates.components().contains(scheme))
            throw new OutsideGrant("component " + scheme);
        var camels = context.getCamelContextExtension().getEndpointUriFactory(scheme);
        for (var option : options) {
            boolean listed = permitted
                            .consuming()
                            .getOrDefault(scheme, Set.of())
                            .contains(option.name)
                    || permitted.producing().getOrDefault(scheme, Set.of()).contains(option.name)
                    || templates.options(scheme).contains(option.name);
            boolean query = permitted.querying().contains(scheme) && camels != null && !isKnown(option.name, camels);
            if (!listed && !query) throw new OutsideGrant("the %s option %s".formatted(scheme, option.name));
            if (listed) Bounds.checkOption(scheme, option.name, option.value);
            if (scheme.equals("file")) FilesComponent.checkName(option.name, option.value);
        }
    }

    /** Whether Camel takes the option for itself; spelled otherwise or with a known beginning, it might. */
    private static boolean isKnown(String name, EndpointUriFactory camels) {
        var plain = plain(name);
        return camels.propertyNames().stream().map(EndpointGate::plain).anyMatch(plain::equals)
                || camels.multiValuePrefixes().values().stream()
                        .map(EndpointGate::plain)
                        .anyMatch(plain::startsWith)
                || name.contains(".");
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private void checkKamelet(String path, List<Option> options) {
        if (path.equals("source") || path.equals("sink")) return;
        var name = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
        boolean operation = grant.operations().stream()
                .map(o -> o.replaceFirst("\\.", "-"))
                // In a cluster a Kamelet has another name and the same template.
                .anyMatch(kamelet ->
                        kamelet.equals(name) || Operation.clusterName(kamelet).equals(name));
        boolean listed = grant.kamelets().contains(name) && permitted.kamelets().containsKey(name);
        if (!operation && !listed) throw new OutsideGrant("the operation " + name);
        for (var option : options) {
            if (OF_CAMELS_KAMELETS.contains(plain(option.name))) throw new OutsideGrant("a Kamelet from elsewhere");
            if (!operation && !permitted.kamelets().get(name).contains(option.name))
                throw new OutsideGrant("the parameter %s of Kamelet %s".formatted(option.name, name));
            if (templates.isHeader(name, option.name)
                    && !permitted.controlHeaders().contains(option.value)
                    && !Headers.mayEnter(option.value)) throw new OutsideGrant("the header " + option.value);
        }
    }

    private void checkOperation(String key) {
        if (!grant.operations().contains(key)) throw new OutsideGrant("the operation " + key);
        int dot = key.indexOf('.');
        boolean known = services.find(key.substring(0, dot))
                .flatMap(s -> s.service().operation(key.substring(dot + 1)))
                .isPresent();
        if (!known) throw new IllegalArgumentException("The operation %s is not registered.".formatted(key));
    }

    private void checkHttp(String path, Endpoint endpoint) {
        var address = path.startsWith("/") ? path : "/" + path;
        var methods = endpoint instanceof PlatformHttpEndpoint http ? http.getHttpMethodRestrict() : null;
        boolean wider = endpoint instanceof PlatformHttpEndpoint http && http.isMatchOnUriPrefix();
        boolean granted = methods != null
                && !wider
                && Set.of(methods.toUpperCase(Locale.ROOT).split("\\s*,\\s*")).stream()
                        .allMatch(method -> grant.entries().contains(new Grant.Entry("http", method, address)));
        if (!granted)
            throw new OutsideGrant("the entry %s %s".formatted(methods == null ? "any method" : methods, address));
    }

    /** By the address Camel's HTTP client will be given. */
    private void checkHost(Endpoint endpoint) {
        // A stage's stand-in has no client.
        if (!(endpoint instanceof HttpEndpoint http)) return;
        var uri = http.getHttpUri();
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        var origin = "%s://%s:%d".formatted(uri.getScheme(), uri.getHost(), port);
        if (uri.getUserInfo() != null || !grant.hosts().contains(origin)) throw new OutsideGrant("the host " + origin);
    }

    private void checkKind(String kind, String scheme) {
        boolean ofKamelet =
                templates.components().contains(scheme) && !grant.components().contains(scheme);
        if (!ofKamelet && grant.entries().stream().noneMatch(e -> e.kind().equals(kind)))
            throw new OutsideGrant("the entry " + kind);
    }

    private static void checkValue(Option option) {
        var value = option.value.trim();
        if (value.startsWith("#") || value.startsWith("RAW(") || value.startsWith("RAW{"))
            throw new OutsideGrant("the option %s=%s".formatted(option.name, option.value));
    }

    private static List<Option> options(String uri) {
        int at = uri.indexOf('?');
        if (at < 0) return List.of();
        var options = new ArrayList<Option>();
        for (var text : uri.substring(at + 1).split("&")) {
            int equals = text.indexOf('=');
            if (!text.isEmpty())
                options.add(new Option(
                        decoded(equals < 0 ? text : text.substring(0, equals)),
                        decoded(equals < 0 ? "" : text.substring(equals + 1))));
        }
        return options;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private record Option(String name, String value) {}
}
