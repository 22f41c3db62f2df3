package dev.routewright.services.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.services.Addresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final URI STOCK = URI.create("dns+http://stock.internal:8080/api/");

    private final Map<String, List<String>> dns = new ConcurrentHashMap<>();
    private final List<String> changed = new ArrayList<>();
    private FakeNameServer nameServer;
    private Discovery discovery;

    @AfterEach
    void close() {
        if (discovery != null) discovery.close();
        if (nameServer != null) nameServer.close();
    }

    @Test
    void aNameIsEveryAddressItHas() {
        dns.put("stock.internal", List.of("10.0.0.7", "10.0.0.5", "fd00::7"));
        open("dns:").follow("stock", List.of(STOCK));

        assertThat(discovery.of("stock"))
                .containsExactly(new Found(
                        STOCK,
                        List.of(
                                place("http://10.0.0.5:8080/api"),
                                place("http://10.0.0.7:8080/api"),
                                place("http://[fd00:0:0:0:0:0:0:7]:8080/api")),
                        NOW,
                        null));
    }

    @Test
    void addressesThatAreNeverCalledAreLeftOut() {
        dns.put("stock.internal", List.of("169.254.169.254", "10.0.0.5"));
        dns.put("evil.internal", List.of("169.254.169.254"));
        open("dns:").follow("stock", List.of(STOCK, URI.create("dns+http://evil.internal")));

        assertThat(discovery.of("stock").get(0).places()).containsExactly(place("http://10.0.0.5:8080/api"));
        assertThat(discovery.of("stock").get(1).trouble())
                .isEqualTo("The name evil.internal leads to addresses that are never called.");
    }

    @Test
    void saysWhenInstancesAreElsewhereAndOnlyThen() {
        dns.put("stock.internal", List.of("10.0.0.5", "10.0.0.7"));
        open("dns:").follow("stock", List.of(STOCK));

        dns.put("stock.internal", List.of("10.0.0.7", "10.0.0.5"));
        discovery.lookAgain();
        assertThat(changed).isEmpty();

        dns.put("stock.internal", List.of("10.0.0.9", "10.0.0.5"));
        discovery.lookAgain();
        assertThat(changed).containsExactly("stock");
    }

    @Test
    void aLookupThatFailsKeepsTheLastKnownAndSaysSo() {
        dns.put("stock.internal", List.of("10.0.0.5"));
        open("dns:").follow("stock", List.of(STOCK));

        dns.clear();
        discovery.lookAgain();

        var found = discovery.of("stock").get(0);
        assertThat(found.places()).containsExactly(place("http://10.0.0.5:8080/api"));
        assertThat(found.trouble()).isEqualTo("The name stock.internal is not known.");
        assertThat(changed).isEmpty();
    }

    @Test
    void readsServiceRecordsWithTheirPriorityAndWeight() throws Exception {
        nameServer = new FakeNameServer(
                "_http._tcp.stock.internal", "1 60 8081 a.stock.internal", "2 10 8082 b.stock.internal");
        dns.put("a.stock.internal", List.of("10.0.0.5"));
        dns.put("b.stock.internal", List.of("10.0.0.6"));
        var source = URI.create("srv+https://_http._tcp.stock.internal/api");
        open("dns://127.0.0.1:" + nameServer.port()).follow("stock", List.of(source));

        assertThat(discovery.of("stock").get(0).trouble()).isNull();
        assertThat(discovery.of("stock").get(0).places())
                .containsExactly(
                        new Place(URI.create("https://10.0.0.5:8081/api"), "a.stock.internal:8081", 60, 1),
                        new Place(URI.create("https://10.0.0.6:8082/api"), "b.stock.internal:8082", 10, 2));
    }

    @Test
    void refusesAddressesNobodyCanLookUp() {
        for (var wrong : List.of(
                "dns+ftp://stock.internal",
                "dns+http://user@stock.internal",
                "srv+http://stock.internal",
                "srv+http://_http._tcp.stock.internal:80",
                "kubernetes+http://stock",
                "consul+http://stock",
                "dns+http://stock.internal?x=1"))
            assertThatThrownBy(() -> Discovery.isLookedUp(URI.create(wrong)))
                    .as(wrong)
                    .hasMessage("An address that is looked up is written dns+http://name:8080/path,"
                            + " srv+http://_http._tcp.name/path or kubernetes+http://service.namespace:80/path. Nothing has"
                            + " changed.");
        assertThat(Discovery.isLookedUp(URI.create("http://stock.internal"))).isFalse();
    }

    private Discovery open(String servers) {
        var names = new Names(this::addresses, Addresses::isNeverCalled, servers);
        var kubernetes = new Kubernetes(
                path -> {
                    throw new LookupFailed("This process does not run in Kubernetes.", null);
                },
                Addresses::isNeverCalled);
        discovery =
                new Discovery(names, kubernetes, changed::add, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofHours(1));
        return discovery;
    }

    private InetAddress[] addresses(String name) throws UnknownHostException {
        var known = dns.get(name);
        if (known == null) throw new UnknownHostException(name);
        var addresses = new InetAddress[known.size()];
        for (int i = 0; i < addresses.length; i++) addresses[i] = InetAddress.getByName(known.get(i));
        return addresses;
    }

    private static Place place(String url) {
        return new Place(URI.create(url), "stock.internal:8080", 1, 0);
    }
}
