package dev.routewright.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.knowledge.BuiltIn;
import dev.routewright.services.ServiceRegistry.Instance;
import dev.routewright.services.ServiceRegistry.Store.Stored;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveServicesTest {
    private final Documents.ListStore store = new Documents.ListStore();
    private final LiveServices services = new LiveServices(Documents::stock, store, Mediation.DEFAULT);

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void usesTheAbsoluteServersOfTheDocument() {
        var registered = services.register("stock", "served");

        assertThat(registered.instances())
                .extracting(Instance::url, Instance::state, Instance::why)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        URI.create("http://stock.test:8080/api"), "unknown", "It was not called yet."));
        assertThat(registered.simulated()).isFalse();
        assertThat(store.stored).containsExactly(new Stored("stock", "served", List.of(), Mediation.DEFAULT));
    }

    @Test
    void takesTheMediationOfTheDocumentUntilSomebodySetsAnother() {
        try (var documented = new LiveServices(Documents::asking, store, Mediation.DEFAULT)) {
            var first =
                    documented.register("stock", "{\"retries\":1,\"operations\":{\"reserve\":{\"idempotent\":true}}}");
            assertThat(first.mediation().retries()).isEqualTo(1);
            assertThat(first.mediation().operations().get("reserve").idempotent())
                    .contains(true);
            assertThat(documented
                            .register("stock", "{\"retries\":3}")
                            .mediation()
                            .retries())
                    .isEqualTo(3);
            documented.setMediation("stock", Mediation.DEFAULT.changed(Documents.json("{\"retries\":0}")));

            assertThat(documented
                            .register("stock", "{\"retries\":1}")
                            .mediation()
                            .retries())
                    .isEqualTo(0);
        }
    }

    @Test
    void refusesMediationNoOperationHas() {
        try (var documented = new LiveServices(Documents::asking, store, Mediation.DEFAULT)) {
            assertThatThrownBy(() -> documented.register("stock", "{\"operations\":{\"reserv\":{\"retries\":1}}}"))
                    .hasMessage("The mediation the document of stock asks for is not usable: stock has no operation "
                            + "reserv. Did you mean reserve? Nothing was registered.");
            assertThat(documented.find("stock")).isEmpty();
        }
        services.register("stock", "served");
        var mediation = Mediation.DEFAULT.changed(Documents.json("{\"operations\":{\"nothingLike\":{\"retries\":1}}}"));
        assertThatThrownBy(() -> services.setMediation("stock", mediation))
                .hasMessage("stock has no operation nothingLike.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/", "http://127.1/", "http://stock.test:0/", "http://a@stock.test/",
                        "ftp://stock.test/",
                "http://аpple.test/", "file:///etc/passwd", "http://stock.test/?x", "http://stock.test/#x",
                        "stock.test",
            })
    void takesNoInstanceThatIsNotWrittenPlainly(String url) {
        services.register("stock", "served");

        assertThatThrownBy(() -> services.setInstances("stock", List.of(URI.create(url))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Nothing has changed");
    }

    @Test
    void changesNothingWhenTheDocumentOrTheStoreRefuses() {
        services.register("stock", "served");
        assertThatThrownBy(() -> services.register("stock", "nonsense")).hasMessage("The document is not OpenAPI 3.");
        store.full = true;
        assertThatThrownBy(() -> services.setInstances("stock", List.of(URI.create("http://other.test"))))
                .hasMessage("The store is full.");

        assertThat(services.find("stock").orElseThrow().document()).isEqualTo("served");
        assertThat(services.find("stock").orElseThrow().instances())
                .extracting(Instance::url)
                .containsExactly(URI.create("http://stock.test:8080/api"));
    }

    @Test
    void simulatesASandboxServiceUntilItHasInstances() throws Exception {
        var sandbox = services.register("stock", "sandbox");
        assertThat(sandbox.simulated()).isTrue();
        var url = sandbox.instances().get(0).url();
        assertThat(url.getHost()).isEqualTo("127.0.0.1");

        assertThat(get(url + "/stock/A7").body()).isEqualTo("{\"available\":5,\"sku\":\"A7\"}");
        assertThat(get(url + "/elsewhere").statusCode()).isEqualTo(404);
        assertThat(post(url + "/reservations", "{}").statusCode()).isEqualTo(400);
        assertThat(post(url + "/stock/A7", "{}").statusCode()).isEqualTo(405);

        var real = services.setInstances("stock", List.of(URI.create("http://stock.test")));
        assertThat(real.simulated()).isFalse();
        assertThatThrownBy(() -> get(url + "/stock/A7")).isInstanceOf(java.io.IOException.class);
        assertThat(services.setInstances("stock", List.of()).simulated()).isTrue();
    }

    @Test
    void comesBackFromItsStore() {
        services.register("stock", "served");
        services.setInstances("stock", List.of(URI.create("http://other.test")));
        store.stored.add(new Stored("broken", "nonsense", List.of(), Mediation.DEFAULT));

        try (var again = new LiveServices(Documents::stock, store, Mediation.DEFAULT)) {
            assertThat(again.all())
                    .extracting(r -> r.service().name())
                    .containsExactly("memory", "saga", "schema", "stock");
            assertThat(again.find("stock").orElseThrow().instances())
                    .extracting(Instance::url)
                    .containsExactly(URI.create("http://other.test"));
        }
    }

    @Test
    void nobodyTakesThePlaceOfTheMemory() {
        store.stored.add(new Stored("memory", "served", List.of(), Mediation.DEFAULT));
        try (var again = new LiveServices(Documents::stock, store, Mediation.DEFAULT)) {
            var memory = again.find("memory").orElseThrow();
            assertThat(memory.service()).isEqualTo(BuiltIn.memory());
            assertThat(memory.builtIn()).isTrue();
            assertThat(memory.simulated()).isFalse();
            for (var change : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                    () -> again.register("memory", "served"),
                    () -> again.remove("memory"),
                    () -> again.setInstances("memory", List.of(URI.create("http://other.test"))),
                    () -> again.setMediation("memory", Mediation.DEFAULT)))
                assertThatThrownBy(change)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("The service memory is built in and cannot be registered, changed or removed. "
                                + "Nothing has changed; give a service of yours another name.");
        }
    }

    @Test
    void refusesAnInstanceThatIsNoPlainAddress() {
        services.register("stock", "served");

        for (var url : List.of("ftp://x", "http:///x", "http://u:p@x", "http://x?a=b", "http://x#f", "x"))
            assertThatThrownBy(() -> services.setInstances("stock", List.of(URI.create(url))))
                    .as(url)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("An instance is an absolute http or https URL without user, query and fragment, such as"
                            + " http://inventory.internal:8080/api. Nothing has changed.");
    }

    @Test
    void knowsNothingOfWhatWasRemoved() {
        services.register("stock", "served");

        assertThat(services.remove("stock")).isTrue();
        assertThat(services.remove("stock")).isFalse();
        assertThat(services.find("stock")).isEmpty();
        assertThat(store.stored).isEmpty();
        assertThatThrownBy(() -> services.setMediation("stock", Mediation.DEFAULT))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("Service stock is not registered.");
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    private static HttpResponse<String> post(String url, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
