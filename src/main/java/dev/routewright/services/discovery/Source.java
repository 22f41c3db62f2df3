package dev.routewright.services.discovery;

import dev.routewright.route.HostName;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that is looked up, such as {@code dns+http://name:8080/path}.
 *
 * @param kind how it is looked up
 * @param scheme http or https
 * @param host name that is looked up
 * @param port -1 when it says none
 * @param path as it stands behind the addresses, without a slash at its end
 */
record Source(URI uri, Kind kind, String scheme, String host, int port, String path) {
    private static final Pattern SRV = Pattern.compile("_[A-Za-z0-9-]{1,62}\\._(tcp|TCP)(\\.[A-Za-z0-9-]{1,63})+\\.?");
    private static final Pattern KUBERNETES =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    enum Kind {
        DNS,
        SRV,
        KUBERNETES
    }

    /** Empty when the address is an ordinary one. @throws IllegalArgumentException with a sentence when it is wrong */
    static Optional<Source> of(URI uri) {
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        int plus = scheme.indexOf('+');
        if (plus < 0) return Optional.empty();
        var kind = kind(scheme.substring(0, plus));
        var http = scheme.substring(plus + 1);
        if (kind.isEmpty() || !http.matches("https?")) throw unclear();
        var authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        int colon = authority.lastIndexOf(':');
        var host = colon < 0 ? authority : authority.substring(0, colon);
        var port = colon < 0 ? "" : authority.substring(colon + 1);
        if (authority.contains("@")
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !port.matches("[0-9]{0,5}")) throw unclear();
        boolean named =
                switch (kind.get()) {
                    case DNS -> HostName.objection(http + "://" + authority).isEmpty();
                    case SRV -> SRV.matcher(host).matches() && port.isEmpty();
                    case KUBERNETES -> KUBERNETES.matcher(host).matches();
                };
        if (!named) throw unclear();
        var path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/+$", "");
        return Optional.of(new Source(uri, kind.get(), http, host, port.isEmpty() ? -1 : Integer.parseInt(port), path));
    }

    private static Optional<Kind> kind(String name) {
        return switch (name) {
            case "dns" -> Optional.of(Kind.DNS);
            case "srv" -> Optional.of(Kind.SRV);
            case "kubernetes" -> Optional.of(Kind.KUBERNETES);
            default -> Optional.empty();
        };
    }

    int portOrUsual() {
        return port > 0 ? port : scheme.equals("https") ? 443 : 80;
    }

    /** Host and port as a request names them: a port everybody takes for granted is left out. */
    String named(String host, int atPort) {
        return atPort == (scheme.equals("https") ? 443 : 80) ? host : host + ":" + atPort;
    }

    /** @param address written as it stands in a URL */
    Place place(String address, int atPort, String name, int weight, int priority) {
        var written = address.contains(":") ? "[" + address.replaceFirst("%.*", "") + "]" : address;
        return new Place(URI.create(scheme + "://" + written + ":" + atPort + path), name, weight, priority);
    }

    private static IllegalArgumentException unclear() {
        return new IllegalArgumentException(
                "An address that is looked up is written dns+http://name:8080/path, srv+http://_http._tcp.name/path or"
                        + " kubernetes+http://service.namespace:80/path. Nothing has changed.");
    }
}
