package dev.routewright.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.integration.Declined;
import dev.routewright.integration.FakeServices;
import dev.routewright.integration.ServiceCredentials;
import dev.routewright.integration.ServiceDesk;
import dev.routewright.journal.CredentialStore;
import dev.routewright.journal.Journal;
import dev.routewright.journal.Json;
import dev.routewright.journal.Seal;
import dev.routewright.journal.Store;
import dev.routewright.journal.Versions;
import dev.routewright.route.Service.Security;
import dev.routewright.services.CallCredentials.Sent;
import dev.routewright.web.CredentialsApi.Setting;
import dev.routewright.web.CredentialsApi.View;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsApiTest {
    @TempDir
    Path home;

    private Store store;
    private CredentialStore vault;
    private Journal journal;
    private CredentialsApi api;

    @BeforeEach
    void open() {
        store = Store.embedded(home);
        vault = new CredentialStore(store, () -> Seal.in(home));
        journal = new Journal(store, Clock.systemUTC());
        var services = new FakeServices();
        services.register("library", "openapi lend");
        var desk = new ServiceDesk(services, new Versions(store, Clock.systemUTC()), journal);
        api = new CredentialsApi(new ServiceCredentials(desk, vault, journal));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void takesAValueAndNeverGivesItOutAgain() {
        var setting = new Setting("header", "X-Reader", "canary-1");

        var answer = api.set("library", setting);

        assertThat(answer).isEqualTo(new View("library", true, "header", "X-Reader"));
        assertThat(api.get("library")).isEqualTo(answer);
        assertThat(vault.of("loans", List.of(), "library"))
                .containsExactly(new Sent(Security.header("X-Reader"), "canary-1"));
        assertThat(setting + Json.write(answer) + vault.of("loans", List.of(), "library"))
                .doesNotContain("canary");
    }

    @Test
    void forgetsIt() {
        api.set("library", new Setting("bearer", null, "canary-1"));
        api.set("library", new Setting("basic", null, "reader:canary-2"));
        assertThat(vault.of("loans", List.of(), "library"))
                .containsExactly(new Sent(Security.BASIC, "reader:canary-2"));

        api.remove("library");

        assertThat(api.get("library")).isEqualTo(new View("library", false, null, null));
    }

    @Test
    void takesAClientIdAndItsSecretForOneTokenAddress() {
        var address = "https://login.test/" + "very-long-path/".repeat(20) + "token";

        assertThat(api.set("library", new Setting("oauth2", address + " read write", "shop:canary")))
                .isEqualTo(new View("library", true, "oauth2", address + " read write"));
        assertThat(vault.of("loans", List.of(), "library"))
                .containsExactly(new Sent(Security.oauth2(address, List.of("read", "write")), "shop:canary"));
        assertThatThrownBy(() -> api.set("library", new Setting("oauth2", "http://login.test/token", "shop:canary")))
                .hasMessage("A token address is https, or on this machine, with scopes behind it. Nothing was changed."
                        + " Correct it and send it again.");
        assertThatThrownBy(() -> api.set("library", new Setting("oauth2", address, "canary")))
                .hasMessage("A value for oauth2 is client id and secret with a colon between. Nothing was changed."
                        + " Correct it and send it again.");
    }

    @Test
    void refusesWhatCannotBeSent() {
        assertThatThrownBy(() -> api.set("library", new Setting("header", "Host", "canary")))
                .isInstanceOf(Declined.class)
                .hasMessage(
                        "The header Host steers the connection and carries no credential. Nothing was changed. Correct"
                                + " it and send it again.");
        assertThatThrownBy(() -> api.set("library", new Setting("header", "X-Key", "canary\r\nHost: evil")))
                .isInstanceOf(Declined.class)
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> api.set("library", new Setting("basic", null, "canary")))
                .isInstanceOf(Declined.class);
        assertThatThrownBy(() -> api.set("library", new Setting(null, null, "canary")))
                .hasMessageStartingWith(
                        "The document of library does not say in one way only where its credential goes.");
        assertThatThrownBy(() -> api.set("nowhere", new Setting("bearer", null, "canary")))
                .isInstanceOf(Declined.class);
        assertThat(api.get("library").set()).isFalse();
    }
}
