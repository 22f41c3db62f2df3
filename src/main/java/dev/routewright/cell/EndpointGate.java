package dev.routewright.cell;

import dev.routewright.route.Grant;
import dev.routewright.services.ServiceRegistry;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.spi.EndpointStrategy;

/**
 * Sees every endpoint with its final address, whether a route file, a Kamelet or a running message asks for it, and
 * refuses what the grant does not hold.
 */
final class EndpointGate implements EndpointStrategy {
    private static final Set<String> INTERNAL = Set.of("kamelet", "service");
    /** What a topic endpoint may say; everything about brokers, security and classes is configuration's. */
    private static final Set<String> KAFKA_OPTIONS = Set.of(
            "groupId",
            "clientId",
            "autoOffsetReset",
            "consumersCount",
            "maxPollRecords",
            "key",
            "requestRequiredAcks",
            "compressionCodec");

    private static final Set<String> FILE_OPTIONS = Set.of(
            "fileName",
            "include",
            "exclude",
            "includeExt",
            "excludeExt",
            "antInclude",
            "antExclude",
            "delay",
            "initialDelay",
            "maxMessagesPerPoll",
            "recursive",
            "charset",
            "fileExist",
            "appendChars",
            "autoCreate",
            "readLock",
            "readLockMinAge",
            "readLockCheckInterval",
            "readLockTimeout",
            "sendEmptyMessageWhenIdle",
            "bridgeErrorHandler");

    private final Grant grant;
    private final ServiceRegistry services;

    EndpointGate(Grant grant, ServiceRegistry services) {
        this.grant = grant;
        this.services = services;
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        var scheme = uri.substring(0, Math.max(uri.indexOf(':'), 0)).toLowerCase(Locale.ROOT);
        var path = path(uri);
        if (!INTERNAL.contains(scheme)) {
            if (!grant.components().contains(scheme)) throw new OutsideGrant("component " + scheme);
            options(uri).forEach(EndpointGate::checkValue);
        }
        switch (scheme) {
            case "kamelet" -> checkKamelet(uri, path);
            case "service" -> checkOperation(path.replace('/', '.'));
            case "platform-http" -> checkHttp(path, endpoint);
            case "file" -> {
                if (!grant.foldersRead().contains(path)) mayWrite(grant.foldersWritten(), "the folder ", path);
                options(uri).forEach(option -> checkName(option, FILE_OPTIONS, "file"));
            }
            case "kafka" -> {
                if (!grant.topicsRead().contains(path)) mayWrite(grant.topicsWritten(), "the topic ", path);
                options(uri).forEach(option -> checkName(option, KAFKA_OPTIONS, "kafka"));
            }
            case "timer" -> checkKind("timer");
            case "quartz" -> checkKind("cron");
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

    private void checkKamelet(String uri, String path) {
        if (path.equals("source") || path.equals("sink")) return;
        var name = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
        boolean granted = grant.operations().stream()
                .anyMatch(o -> o.replaceFirst("\\.", "-").equals(name));
        if (!granted) throw new OutsideGrant("the operation " + name);
        if (options(uri).stream().anyMatch(o -> o.startsWith("location=")))
            throw new OutsideGrant("a Kamelet from elsewhere");
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
        boolean granted = methods != null
                && Set.of(methods.toUpperCase(Locale.ROOT).split("\\s*,\\s*")).stream()
                        .allMatch(method -> grant.entries().contains(new Grant.Entry("http", method, address)));
        if (!granted)
            throw new OutsideGrant("the entry %s %s".formatted(methods == null ? "any method" : methods, address));
    }

    private void checkKind(String kind) {
        if (grant.entries().stream().noneMatch(e -> e.kind().equals(kind))) throw new OutsideGrant("the entry " + kind);
    }

    private static void checkValue(String option) {
        var value = decoded(option.substring(option.indexOf('=') + 1)).trim();
        if (value.startsWith("#") || value.startsWith("RAW")) throw new OutsideGrant("the option " + option);
    }

    private static void checkName(String option, Set<String> allowed, String component) {
        var name = decoded(option.substring(0, Math.max(option.indexOf('='), 0)));
        if (!allowed.contains(name)) throw new OutsideGrant("the %s option %s".formatted(component, name));
    }

    private static Collection<String> options(String uri) {
        int at = uri.indexOf('?');
        return at < 0 ? Set.of() : java.util.Arrays.asList(uri.substring(at + 1).split("&"));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
