package dev.routewright.integration;

import dev.routewright.journal.CredentialStore;
import dev.routewright.journal.Journal;
import dev.routewright.knowledge.TokenAddresses;
import dev.routewright.route.HeaderName;
import dev.routewright.route.Service.Kind;
import dev.routewright.route.Service.Security;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets for a service: a credential that calls of every integration carry which has none of its own. It
 * goes in and never comes out again.
 */
public final class ServiceCredentials {
    private static final int LONGEST = 4_096;

    private final ServiceDesk desk;
    private final CredentialStore store;
    private final Journal journal;

    public ServiceCredentials(ServiceDesk desk, CredentialStore store, Journal journal) {
        this.desk = desk;
        this.store = store;
        this.journal = journal;
    }

    /**
     * @param in header, query, bearer, basic, oauth2 or openid; null for what the service's document says
     * @param name of the header or parameter; for oauth2 the token address with scopes behind it, null for the
     *     document's
     * @param value for oauth2 client id and secret, for basic user and password, with a colon between
     */
    public Security set(String service, @Nullable String in, @Nullable String name, String value) {
        var place = place(service, in, name);
        if (value.isBlank() || value.length() > LONGEST || value.chars().anyMatch(c -> c < 0x20 || c == 0x7f))
            throw unusable(
                    "The value is empty, longer than %d characters or holds a control character.".formatted(LONGEST));
        if (place.kind() == Kind.BASIC && value.indexOf(':') < 1)
            throw unusable("A value for basic is user and password with a colon between.");
        if (place.givesTokens() && value.indexOf(':') < 1)
            throw unusable("A value for oauth2 is client id and secret with a colon between.");
        store.set(service, place, value.strip());
        journal.append("api", "set-credential", service, place.kind() + " " + place.name());
        return place;
    }

    public Optional<Security> of(String service) {
        return store.place(desk.get(service).service().name());
    }

    public void remove(String service) {
        desk.get(service);
        if (store.remove(service)) journal.append("api", "remove-credential", service, "");
    }

    private Security place(String service, @Nullable String in, @Nullable String name) {
        var said = desk.get(service).service().security();
        if (in == null && name == null) {
            if (said.size() == 1) return said.get(0);
            throw unusable("The document of %s does not say in one way only where its credential goes. Name it: "
                            .formatted(service)
                    + "{\"in\": \"header\", \"name\": \"X-Api-Key\", \"value\": \"…\"}.");
        }
        var kind = in == null ? "header" : in.toLowerCase(Locale.ROOT);
        if (kind.equals("bearer")) return Security.BEARER;
        if (kind.equals("basic")) return Security.BASIC;
        if (kind.equals("oauth2") || kind.equals("openid")) return token(said, kind, name);
        if (name == null || !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}"))
            throw unusable("A header or query parameter needs a name of letters, digits, dots and dashes.");
        if (kind.equals("query")) return Security.query(name);
        if (!kind.equals("header")) throw unusable("A credential goes in header, query, bearer, basic or oauth2.");
        if (HeaderName.steers(name))
            throw unusable("The header %s steers the connection and carries no credential.".formatted(name));
        return Security.header(name);
    }

    /** What the document says, unless somebody names another token address. */
    private static Security token(List<Security> said, String kind, @Nullable String name) {
        if (name == null)
            return said.stream()
                    .filter(Security::givesTokens)
                    .findFirst()
                    .orElseThrow(
                            () -> unusable(
                                    "The document names no token address. Name it: {\"in\": \"oauth2\", \"name\": \"https://…/token scope\", \"value\": \"…\"}."));
        var words = List.of(name.strip().split("\\s+"));
        boolean tame = name.length() <= 2_000 && name.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
        if (!tame || !TokenAddresses.mayBeAsked(words.get(0)))
            throw unusable("A token address is https, or on this machine, with scopes behind it.");
        var scopes = words.subList(1, words.size());
        return kind.equals("oauth2") ? Security.oauth2(words.get(0), scopes) : Security.openId(words.get(0), scopes);
    }

    private static Declined unusable(String sentence) {
        return new Declined(Declined.Reason.UNUSABLE, sentence + " Nothing was changed. Correct it and send it again.");
    }
}
