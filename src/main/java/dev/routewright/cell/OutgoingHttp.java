package dev.routewright.cell;

import dev.routewright.inspection.Permitted;
import dev.routewright.route.Grant;
import dev.routewright.services.BareClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.component.http.HttpEndpointUriFactory;
import org.apache.camel.util.URISupport;

/**
 * Camel's HTTP component for one cell, calling origins of the grant and no other. Camel writes the request and reads
 * the reply; what is sent where is decided by a client of our own, which no option or header reaches.
 */
final class OutgoingHttp extends HttpComponent {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** Whatever the policy lists: they swap parts of the client, carry credentials, or turn bytes into objects. */
    private static final Set<String> NEVER = Set.of(
            "transferexception",
            "bridgeendpoint",
            "preservehostheader",
            "customhostheader",
            "authenticationpreemptive",
            "usesystemproperties",
            "headerfilterstrategy",
            "disablestreamcache",
            "sslcontextparameters",
            "x509hostnameverifier");

    private static final Set<String> NEVER_BEGIN = Set.of(
            "proxy",
            "nonproxy",
            "auth",
            "oauth2",
            "cookie",
            "httpclient",
            "httpconnection",
            "client",
            "httpcontext",
            "httpbinding",
            "httpactivity");

    /** Names that mean something to Camel; of others it would make query parameters, and so do we. */
    private static final Set<String> CAMELS = Stream.concat(
                    new HttpEndpointUriFactory().propertyNames().stream(),
                    Stream.of(
                            "connectionRequestTimeout",
                            "connectTimeout",
                            "soTimeout",
                            "responseTimeout",
                            "httpMethodRestrict",
                            "muteException",
                            "transferException",
                            "traceEnabled",
                            "optionsEnabled"))
            .map(OutgoingHttp::plain)
            .collect(Collectors.toUnmodifiableSet());

    private final String scheme;
    private final Grant grant;
    private final Permitted permitted;
    private final BareClient client;

    OutgoingHttp(String scheme, Grant grant, Permitted permitted, BareClient client) {
        this.scheme = scheme;
        this.grant = grant;
        this.permitted = permitted;
        this.client = client;
        setRedirectHandlingDisabled(true);
        setCookieManagementDisabled(true);
        setAutomaticRetriesDisabled(true);
        setAuthCachingDisabled(true);
    }

    /** The origin an address leads to. @throws OutsideGrant unless the grant names it */
    static Origin granted(Grant grant, String scheme, String rest) {
        var origin = Origin.of(scheme, rest)
                .orElseThrow(() -> new OutsideGrant("the address " + scheme + ":" + shown(rest)));
        if (!grant.hosts().contains(origin.toString())) throw new OutsideGrant("the host " + origin);
        return origin;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var origin = granted(grant, scheme, remaining);
        var options = new LinkedHashMap<String, Object>();
        var query = new LinkedHashMap<String, Object>();
        parameters.forEach((name, value) -> (isOption(name) ? options : query).put(name, value));
        parameters.clear();
        var endpoint = (HttpEndpoint) super.createEndpoint(uri, remaining, options);
        endpoint.setHttpUri(URISupport.createRemainingURI(endpoint.getHttpUri(), query));
        var called = endpoint.getHttpUri();
        if (called.getRawUserInfo() != null
                || called.getHost() == null
                || !Origin.of(called.getScheme(), called.getHost(), called.getPort())
                        .equals(origin)) throw new OutsideGrant("the host " + shown(String.valueOf(called)));
        endpoint.setHttpClient(new GrantedClient(grant, client, longest(endpoint)));
        return new OutgoingEndpoint(uri, this, endpoint, permitted.controlHeaders());
    }

    /** Answers for every name: an option the policy lists, a query parameter, or nothing at all. */
    private boolean isOption(String name) {
        // Camel would go from one part to the next by a dotted name.
        var plain = plain(name.split("[.\\[]", 2)[0]);
        boolean listed = permitted.producing().getOrDefault(scheme, Set.of()).contains(name);
        if (NEVER.contains(plain)
                || (CAMELS.contains(plain) && NEVER_BEGIN.stream().anyMatch(plain::startsWith)))
            throw new OutsideGrant("the %s option %s".formatted(scheme, name));
        if (!listed && (CAMELS.contains(plain) || !permitted.querying().contains(scheme)))
            throw new OutsideGrant("the %s option %s".formatted(scheme, name));
        return listed;
    }

    /** A route may wait shorter than we would, not longer. */
    private static Duration longest(HttpEndpoint endpoint) {
        long asked = endpoint.getResponseTimeout() > 0 ? endpoint.getResponseTimeout() : endpoint.getSoTimeout();
        return asked <= 0 || asked > LONGEST.toMillis() ? LONGEST : Duration.ofMillis(asked);
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    /** Without user info and query, where secrets may stand. */
    private static String shown(String address) {
        return address.replaceAll("(?s)[?].*", "").replaceAll("[^/@]*@", "…@");
    }
}
