package dev.routewright.route;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a host is written so that everybody reads the same one. Addresses in rare notations and letters that look
 * like others are how one host is shown and another called.
 */
public final class HostName {
    private static final Pattern NAME =
            Pattern.compile("(?i)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\\.?");
    private static final Pattern NUMBER = Pattern.compile("(?i)(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)\\.?");
    private static final String BYTE = "(?:0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]+]");
    private static final int LONGEST = 100;

    private HostName() {}

    /** What is wrong with the host and port of an address, as part of a sentence; empty when nothing is. */
    public static Optional<String> objection(String url) {
        try {
            var address = new URI(url);
            var host = address.getHost();
            if (host == null) return Optional.of(unread(address.getRawAuthority()));
            if (address.getPort() == 0 || address.getPort() > 65_535)
                return Optional.of("its port %d does not exist".formatted(address.getPort()));
            if (IPV4.matcher(host).matches() || IPV6.matcher(host).matches()) return Optional.empty();
            boolean plain =
                    NAME.matcher(host).matches() && !NUMBER.matcher(host).matches();
            return plain ? Optional.empty() : Optional.of(unread(host));
        } catch (URISyntaxException notAnAddress) {
            return Optional.of("it is not an address");
        }
    }

    private static String unread(String authority) {
        if (authority == null) return "it names no host";
        try {
            var host = authority.replaceFirst("(?s)^.*@", "").replaceFirst(":\\d*$", "");
            if (NUMBER.matcher(host).matches()) return "%s is an address in a rare notation".formatted(shown(host));
            var plain = IDN.toASCII(host);
            if (!plain.equalsIgnoreCase(host)) return "its host is really %s".formatted(shown(plain));
        } catch (IllegalArgumentException notAName) {
            // Then it is no host in any spelling.
        }
        return "its host is not a plain name";
    }

    private static String shown(String host) {
        return host.length() > LONGEST ? host.substring(0, LONGEST) + "…" : host;
    }
}
