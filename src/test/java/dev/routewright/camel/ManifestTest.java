package dev.routewright.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.camel.Manifest.Offered;
import dev.routewright.inspection.Policy;
import dev.routewright.journal.Json;
import dev.routewright.route.Grant;
import dev.routewright.route.Service.Security;
import dev.routewright.services.Mediation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ManifestTest {

    @Test
    void isReadAsItWasWritten() throws IOException {
        var manifest = aManifest(List.of(service("ledger"), service("inventory")));

        assertThat(Manifest.read(new ByteArrayInputStream(manifest.bytes()))).isEqualTo(manifest);
    }

    @Test
    void hasTheSameBytesWhateverOrderItsPartsCameIn() {
        var one = aManifest(List.of(service("ledger"), service("inventory")));
        var other = aManifest(List.of(service("inventory"), service("ledger")));

        assertThat(other.bytes()).isEqualTo(one.bytes());
    }

    @Test
    void writesSetsInOrder() {
        var forth = withReferences(new LinkedHashSet<>(List.of("a", "b", "c")));
        var back = withReferences(new LinkedHashSet<>(List.of("c", "b", "a")));

        assertThat(back.bytes()).isEqualTo(forth.bytes());
    }

    @Test
    void hasLinesThatEndTheSameOnEverySystem() {
        assertThat(new String(aManifest(List.of()).bytes(), StandardCharsets.UTF_8))
                .startsWith("{\n  \"integration\" : \"orders\",\n  \"version\" : 3,\n")
                .endsWith("}\n");
    }

    @Test
    void keepsTheMediationThatWasSet() throws IOException {
        var mediation = Mediation.DEFAULT.changed(
                Json.MAPPER.readTree("{\"timeout\":\"PT3S\",\"weights\":{\"http://b:1\":2,\"http://a:1\":3}}"));
        var manifest =
                aManifest(List.of(new Offered("ledger", "{}", mediation, List.of(Security.header("X-Api-Key")))));

        assertThat(Manifest.read(new ByteArrayInputStream(manifest.bytes()))
                        .services()
                        .get(0)
                        .mediation())
                .isEqualTo(mediation);
    }

    @Test
    void saysWhatToDoWithOneItCannotRead() {
        for (var text : List.of("", "null", "[]", "{\"integration\":", "{}"))
            assertThatThrownBy(() -> Manifest.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("[manifest] It cannot be read by this version of the library.");
    }

    @Test
    void namesEachPlaceOfACredential() {
        assertThat(List.of(
                        Setting.instances("ledger"),
                        Setting.credential("ledger", Security.BEARER),
                        Setting.credential("ledger", Security.header("X-Api-Key")),
                        Setting.credential("ledger", Security.oauth2("https://login.test/token", List.of("read")))))
                .containsExactly(
                        "routewright.services.ledger.instances",
                        "routewright.services.ledger.credentials.bearer",
                        "routewright.services.ledger.credentials.header.X-Api-Key",
                        "routewright.services.ledger.credentials.oauth2");
    }

    private static Offered service(String name) {
        return new Offered(name, "{\"openapi\":\"3.0.3\"}", Mediation.DEFAULT, List.of(Security.BEARER));
    }

    private static Manifest withReferences(Set<String> references) {
        var grant = new Grant(
                List.of(new Grant.Entry("http", "POST", "/orders")),
                new TreeSet<>(references),
                Collections.emptySortedSet(),
                Collections.emptySortedSet(),
                Collections.emptySortedSet(),
                Collections.emptySortedSet(),
                Collections.emptySortedSet(),
                Collections.emptySortedSet(),
                Collections.emptySortedSet(),
                Collections.emptySortedSet(),
                Collections.emptySortedSet());
        var standard = Policy.standard().permitted();
        var permitted = new dev.routewright.inspection.Permitted(
                standard.consuming(),
                standard.producing(),
                standard.querying(),
                standard.kamelets(),
                standard.languages(),
                standard.dataFormats(),
                standard.simpleFunctions(),
                standard.jqFunctions(),
                standard.exceptions(),
                standard.types(),
                references,
                standard.controlHeaders(),
                standard.placeholders(),
                standard.networks());
        return new Manifest("orders", 3, "abc", grant, permitted, List.of());
    }

    private static Manifest aManifest(List<Offered> services) {
        return new Manifest("orders", 3, "abc", Grant.NOTHING, Policy.standard().permitted(), services);
    }
}
