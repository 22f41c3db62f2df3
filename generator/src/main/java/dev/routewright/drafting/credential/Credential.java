package dev.routewright.drafting.credential;

/**
 * A value nobody but the service it is for may see.
 *
 * @param value for basic authentication user and password, with a colon between
 * @param basic whether it is user and password
 */
public record Credential(String value, boolean basic) {
    @Override
    public String toString() {
        return basic ? "Credential[user and password]" : "Credential[value]";
    }
}
