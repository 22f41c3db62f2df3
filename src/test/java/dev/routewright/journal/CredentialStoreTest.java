package dev.routewright.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.drafting.credential.Bindings.Bound;
import dev.routewright.drafting.credential.Extraction;
import dev.routewright.route.Service.Security;
import dev.routewright.services.CallCredentials.Sent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialStoreTest {
    private static final Security HEADER = Security.header("X-Api-Key");

    @TempDir
    Path dir;

    private Store store;
    private CredentialStore vault;

    @BeforeEach
    void open() {
        store = opened(dir);
        vault = vault();
    }

    /** The store of this test; asked again it is the same one, with what it holds. */
    Store opened(Path home) {
        return Store.embedded(home);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void keepsAValueSealedAndGivesItToItsServiceOnly() {
        var text = vault.keep("loans", Extraction.of("The library wants the API key canary-4711."));
        assertThat(text).isEqualTo("The library wants the API key [credential 1].");

        assertThat(vault.bind("loans", new Bound(1, "library", HEADER))).isTrue();

        assertThat(vault().of("loans", List.of(1), "library")).containsExactly(new Sent(HEADER, "canary-4711"));
        assertThat(vault.of("loans", List.of(1), "museum")).isEmpty();
        assertThat(vault.of("loans", List.of(2), "library")).isEmpty();
        assertThat(vault.of("fines", List.of(1), "library")).isEmpty();
        assertThat(String.join("\n", dump(store))).contains("loans").doesNotContain("canary");
    }

    @Test
    void bindsACredentialOnce() {
        vault.keep("loans", Extraction.of("API key: canary-4711."));
        vault.bind("loans", new Bound(1, "library", HEADER));

        assertThat(vault.bind("loans", new Bound(1, "elsewhere", HEADER))).isFalse();
        assertThat(vault.bind("loans", new Bound(9, "library", HEADER))).isFalse();
        assertThat(vault.of("loans", List.of(1), "elsewhere")).isEmpty();
    }

    @Test
    void knowsAValueAgainAndNumbersANewOneNext() {
        vault.keep("loans", Extraction.of("API key: canary-4711."));

        assertThat(vault.keep("loans", Extraction.of("API key: canary-4712, API key: canary-4711.")))
                .isEqualTo("API key: [credential 2], API key: [credential 1].");
    }

    @Test
    void takesAnOperatorsWordForEveryIntegrationThatHasNoneOfItsOwn() {
        vault.set("library", Security.BEARER, "canary-for-all");
        vault.keep("loans", Extraction.of("API key: canary-4711."));
        vault.bind("loans", new Bound(1, "library", HEADER));

        assertThat(vault.of("fines", List.of(), "library"))
                .containsExactly(new Sent(Security.BEARER, "canary-for-all"));
        assertThat(vault.of("loans", List.of(1), "library")).containsExactly(new Sent(HEADER, "canary-4711"));
        assertThat(vault.place("library")).contains(Security.BEARER);
        assertThat(vault.remove("library")).isTrue();
        assertThat(vault.of("fines", List.of(), "library")).isEmpty();
    }

    @Test
    void opensNothingThatWasMovedToAnotherPlace() {
        vault.keep("loans", Extraction.of("API key: canary-4711."));
        vault.bind("loans", new Bound(1, "library", HEADER));
        store.jdbc().sql("update credential set integration = 'thief'").update();

        assertThatThrownBy(() -> vault().of("thief", List.of(1), "library"))
                .hasMessage("A credential cannot be opened with the key there is. Give the credential again.");
    }

    @Test
    void keepsTheKeyInAFileForItsOwnerOnly() throws Exception {
        vault.set("library", Security.BEARER, "canary");

        assertThat(Files.getPosixFilePermissions(dir.resolve("credentials.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void refusesAKeyFileItCannotRead() throws Exception {
        Files.writeString(dir.resolve("credentials.key"), "not a key");

        assertThatThrownBy(() -> Seal.in(dir)).isInstanceOf(StoreUnavailable.class);
    }

    private CredentialStore vault() {
        return new CredentialStore(store, () -> Seal.in(dir));
    }

    /** Everything the database holds. */
    List<String> dump(Store store) {
        return store.jdbc().sql("script").query(String.class).list();
    }
}
