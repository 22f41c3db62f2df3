package dev.routewright.services.oauth;

import dev.routewright.route.Service.Kind;
import dev.routewright.route.Service.Security;

/** Who asks for a token, and where. */
record Client(Security place, String secret) {

    String address() {
        return words()[0];
    }

    String scopes() {
        var words = words();
        return words.length > 1 ? words[1] : "";
    }

    /** Whether the address is that of the document that names the token address. */
    boolean isDiscovered() {
        return place.kind() == Kind.OPENID;
    }

    String id() {
        int colon = secret.indexOf(':');
        return colon < 0 ? secret : secret.substring(0, colon);
    }

    String password() {
        int colon = secret.indexOf(':');
        return colon < 0 ? "" : secret.substring(colon + 1);
    }

    private String[] words() {
        return place.name().split(" ", 2);
    }

    @Override
    public String toString() {
        return "Client[" + place + "]";
    }
}
