package dev.routewright.knowledge;

import dev.routewright.route.HostName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Where a client secret may be shown: over TLS, or to a process on this machine. */
public final class TokenAddresses {
    private static final int LONGEST = 1_000;

    private TokenAddresses() {}

    public static boolean mayBeAsked(String address) {
        if (address.length() > LONGEST) return false;
        try {
            var uri = new URI(address);
            if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) return false;
            if (HostName.objection(address).isPresent()) return false;
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return scheme.equals("https") || (scheme.equals("http") && isHere(uri.getHost()));
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    private static boolean isHere(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }
}
