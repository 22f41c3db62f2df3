package dev.routewright.services.oauth;

import dev.routewright.route.Service.Security;
import dev.routewright.services.CallCredentials;
import java.util.List;

/** What calls carry, with a token in place of each client secret. */
public final class TokenCredentials implements CallCredentials {
    private final CallCredentials secrets;
    private final Tokens tokens;

    public TokenCredentials(CallCredentials secrets, Tokens tokens) {
        this.secrets = secrets;
        this.tokens = tokens;
    }

    @Override
    public List<Sent> of(Caller caller, String service) {
        var all = secrets.of(caller, service);
        if (all.stream().noneMatch(sent -> sent.place().givesTokens())) return all;
        return all.stream()
                .map(sent -> sent.place().givesTokens() ? token(new Client(sent.place(), sent.value())) : sent)
                .toList();
    }

    private Sent token(Client client) {
        var token = tokens.of(client);
        return new Sent(Security.BEARER, token, () -> tokens.other(client, token)
                .map(fresh -> new Sent(Security.BEARER, fresh)));
    }
}
