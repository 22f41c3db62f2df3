package dev.routewright.knowledge;

import dev.routewright.route.Service.Security;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a document says its service wants to be shown a credential. What needs more than one value is left out. */
final class SecuritySchemes {
    private static final int MOST = 10;
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private SecuritySchemes() {}

    static List<Security> of(OpenAPI api) {
        if (api.getComponents() == null || api.getComponents().getSecuritySchemes() == null) return List.of();
        Map<String, SecurityScheme> schemes = api.getComponents().getSecuritySchemes();
        var scopes = scopes(api);
        return schemes.entrySet().stream()
                .filter(scheme -> scheme.getValue() != null)
                .flatMap(scheme -> read(
                        followed(scheme.getValue(), schemes),
                        scopes.getOrDefault(scheme.getKey(), new LinkedHashSet<>())))
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** One scheme may stand for another of the same document. */
    private static SecurityScheme followed(SecurityScheme scheme, Map<String, SecurityScheme> schemes) {
        var reference = scheme.get$ref();
        if (reference == null) return scheme;
        var found = schemes.get(reference.substring(reference.lastIndexOf('/') + 1));
        return found == null || found.get$ref() != null ? new SecurityScheme() : found;
    }

    private static Stream<Security> read(SecurityScheme scheme, Set<String> scopes) {
        if (scheme.getType() == null) return Stream.empty();
        return switch (scheme.getType()) {
            case HTTP -> http(scheme.getScheme() == null ? "" : scheme.getScheme());
            case APIKEY -> key(scheme);
            case OAUTH2 -> oauth2(scheme, scopes);
            case OPENIDCONNECT ->
                address(scheme.getOpenIdConnectUrl()).map(url -> Security.openId(url, tame(scopes))).stream();
            default -> Stream.empty();
        };
    }

    private static Stream<Security> http(String how) {
        if (how.equalsIgnoreCase("bearer")) return Stream.of(Security.BEARER);
        return how.equalsIgnoreCase("basic") ? Stream.of(Security.BASIC) : Stream.empty();
    }

    private static Stream<Security> key(SecurityScheme scheme) {
        if (scheme.getName() == null || !scheme.getName().matches(NAME)) return Stream.empty();
        if (scheme.getIn() == SecurityScheme.In.HEADER) return Stream.of(Security.header(scheme.getName()));
        return scheme.getIn() == SecurityScheme.In.QUERY ? Stream.of(Security.query(scheme.getName())) : Stream.empty();
    }

    /** Only client credentials: the other flows need a person. */
    private static Stream<Security> oauth2(SecurityScheme scheme, Set<String> asked) {
        var flow = scheme.getFlows() == null ? null : scheme.getFlows().getClientCredentials();
        if (flow == null) return Stream.empty();
        return address(flow.getTokenUrl()).map(url -> Security.oauth2(url, tame(asked))).stream();
    }

    /** Where a secret is shown: over TLS, or to this machine. */
    private static Optional<String> address(@Nullable String url) {
        return Optional.ofNullable(url).map(String::strip).filter(TokenAddresses::mayBeAsked);
    }

    private static List<String> tame(Set<String> scopes) {
        return scopes.stream()
                .filter(scope -> scope.matches("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,100}"))
                .limit(20)
                .toList();
    }

    /** Scheme → what the document's operations ask of it together: one token serves them all. */
    private static Map<String, Set<String>> scopes(OpenAPI api) {
        var asked = new ArrayList<SecurityRequirement>();
        if (api.getSecurity() != null) asked.addAll(api.getSecurity());
        if (api.getPaths() != null)
            for (var item : api.getPaths().values())
                for (var operation : item.readOperations())
                    if (operation.getSecurity() != null) asked.addAll(operation.getSecurity());
        var scopes = new LinkedHashMap<String, Set<String>>();
        for (var requirement : asked)
            requirement.forEach((scheme, some) -> scopes.computeIfAbsent(scheme, unseen -> new LinkedHashSet<>())
                    .addAll(some));
        return scopes;
    }
}
