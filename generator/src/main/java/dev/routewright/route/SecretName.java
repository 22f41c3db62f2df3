package dev.routewright.route;

import java.util.List;
import java.util.Locale;

/** Whether a name stands for a credential, whatever its case and its separators. */
public final class SecretName {
    private static final List<String> PARTS = List.of(
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "secret",
            "token",
            "apikey",
            "accesskey",
            "privatekey",
            "authorization",
            "credential",
            "cookie");

    private SecretName() {}

    public static boolean is(String name) {
        var plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return PARTS.stream().anyMatch(plain::contains);
    }
}
