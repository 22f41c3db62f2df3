package dev.routewright.knowledge;

import dev.routewright.route.Service.Security;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** How a document says its service wants to be shown a credential. What needs more than one value is left out. */
final class SecuritySchemes {
    private static final int MOST = 10;
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private SecuritySchemes() {}

    static List<Security> of(OpenAPI api) {
        if (api.getComponents() == null || api.getComponents().getSecuritySchemes() == null) return List.of();
        Map<String, SecurityScheme> schemes = api.getComponents().getSecuritySchemes();
        return schemes.values().stream()
                .filter(Objects::nonNull)
                .flatMap(SecuritySchemes::read)
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static Stream<Security> read(SecurityScheme scheme) {
        if (scheme.getType() == SecurityScheme.Type.HTTP) {
            String how = scheme.getScheme() == null ? "" : scheme.getScheme().toLowerCase(Locale.ROOT);
            if (how.equals("bearer")) return Stream.of(Security.BEARER);
            return how.equals("basic") ? Stream.of(Security.BASIC) : Stream.empty();
        }
        if (scheme.getType() != SecurityScheme.Type.APIKEY || scheme.getName() == null) return Stream.empty();
        if (!scheme.getName().matches(NAME)) return Stream.empty();
        if (scheme.getIn() == SecurityScheme.In.HEADER) return Stream.of(Security.header(scheme.getName()));
        return scheme.getIn() == SecurityScheme.In.QUERY ? Stream.of(Security.query(scheme.getName())) : Stream.empty();
    }
}
