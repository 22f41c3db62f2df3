package dev.routewright.cell;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Scheme, host and port of a raw HTTP call, as grants write them: {@code https://partner.example:443}. */
record Origin(String scheme, String host, int port) {
    /** Plain host names only: what is written otherwise is not compared but refused. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?://)?([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*)(?::(\\d{1,5}))?(?:[/?].*)?",
            Pattern.DOTALL);

    /** @param rest what stands behind the scheme and its colon */
    static Optional<Origin> of(String scheme, String rest) {
        var address = ADDRESS.matcher(rest);
        if (!address.matches()) return Optional.empty();
        return Optional.of(
                of(scheme, address.group(1), address.group(2) == null ? -1 : Integer.parseInt(address.group(2))));
    }

    /** @param port -1 for that of the scheme */
    static Origin of(String scheme, String host, int port) {
        var lower = scheme.toLowerCase(Locale.ROOT);
        return new Origin(lower, host.toLowerCase(Locale.ROOT), port >= 0 ? port : lower.equals("https") ? 443 : 80);
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
