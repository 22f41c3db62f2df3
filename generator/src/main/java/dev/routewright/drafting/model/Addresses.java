package dev.routewright.drafting.model;

import java.net.URI;

/** What may be the address of an endpoint. */
final class Addresses {
    private Addresses() {}

    static boolean usable(URI address) {
        return ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()))
                && address.getHost() != null
                && address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null;
    }
}
