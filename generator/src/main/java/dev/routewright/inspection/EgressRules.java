package dev.routewright.inspection;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses of raw HTTP calls. An address is read by one strict pattern, so that user info, IP notations, encoded or
 * foreign letters never reach the comparison with the list.
 */
final class EgressRules implements Rule {
    private static final Pattern ADDRESS = Pattern.compile(
            "([a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?)*+)(?::([1-9]\\d{0,4}))?(/.*)?",
            Pattern.DOTALL);
    private static final Pattern PATH =
            Pattern.compile("(?:/(?:[A-Za-z0-9._~!$'()*+,;=:@-]|%(?!2[35eEfF]|3[fF]|5[cC]|[01])[0-9A-Fa-f]{2})*+)*+");
    /** Also with the parameters of a segment, which some servers cut off first. */
    private static final Pattern CLIMBING = Pattern.compile("/\\.\\.?(?:[/;]|$)");

    private static final Pattern NUMERIC = Pattern.compile("(?:0x[0-9a-f]+|\\d+)(?:\\.(?:0x[0-9a-f]+|\\d+))*+");

    private final Policy.Content policy;

    EgressRules(Policy.Content policy) {
        this.policy = policy;
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        subject.endpoints().filter(EgressRules::isHttp).forEach(endpoint -> {
            if (hostAndPort(endpoint).isEmpty() || !isAllowed(endpoint))
                findings.add(
                        RuleId.HOST_NOT_ALLOWED,
                        endpoint.place(),
                        endpoint.step(),
                        "The address " + EndpointReader.shown(endpoint.scheme() + "://" + endpoint.path())
                                + " is not on the policy's list.",
                        RuleId.HOST_NOT_ALLOWED.remedy());
        });
    }

    static boolean isHttp(Endpoint endpoint) {
        return endpoint.scheme().equals("http") || endpoint.scheme().equals("https");
    }

    /** {@code https://host:port}, or empty when the address is not written plainly. */
    static Optional<String> origin(Endpoint endpoint) {
        return hostAndPort(endpoint).map(address -> endpoint.scheme() + "://" + address);
    }

    private static Optional<String> hostAndPort(Endpoint endpoint) {
        Matcher address = ADDRESS.matcher(endpoint.path());
        if (!address.matches() || NUMERIC.matcher(address.group(1)).matches()) return Optional.empty();
        String path = address.group(3) == null ? "" : address.group(3);
        boolean climbs = CLIMBING.matcher(path).find();
        if (!PATH.matcher(path).matches() || climbs) return Optional.empty();
        String port = address.group(2) == null ? (endpoint.scheme().equals("https") ? "443" : "80") : address.group(2);
        return Optional.of(address.group(1) + ":" + Integer.parseInt(port));
    }

    private boolean isAllowed(Endpoint endpoint) {
        String[] address = hostAndPort(endpoint).orElseThrow().split(":");
        if (!policy.egress().ports().contains(Integer.valueOf(address[1]))) return false;
        for (Map.Entry<String, Set<String>> host : policy.egress().hosts().entrySet())
            if (matches(host.getKey(), address[0]) && host.getValue().contains(endpoint.scheme())) return true;
        return false;
    }

    /** {@code *.partner.example} stands for one or more labels in front, never for none. */
    private static boolean matches(String pattern, String host) {
        return pattern.startsWith("*.")
                ? host.endsWith(pattern.substring(1)) && host.length() > pattern.length() - 1
                : host.equals(pattern);
    }
}
