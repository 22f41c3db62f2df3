package dev.routewright.services.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.routewright.services.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against an API server that answers with what a real one says. */
class KubernetesTest {
    private static final String SERVICE = """
            {"kind": "Service", "apiVersion": "v1",
             "metadata": {"name": "stock", "namespace": "shop", "resourceVersion": "411"},
             "spec": {"clusterIP": "10.96.12.7", "selector": {"app": "stock"}, "type": "ClusterIP", "ports": [
               {"name": "http", "protocol": "TCP", "port": 80, "targetPort": "web"},
               {"name": "metrics", "protocol": "TCP", "port": 9090, "targetPort": 9090}]}}""";
    private static final String SLICES = """
            {"kind": "EndpointSliceList", "apiVersion": "discovery.k8s.io/v1", "metadata": {"resourceVersion": "901"},
             "items": [
              {"metadata": {"name": "stock-x7k2f", "labels": {"kubernetes.io/service-name": "stock"}},
               "addressType": "IPv4",
               "endpoints": [
                {"addresses": ["10.244.1.5"], "conditions": {"ready": true, "serving": true, "terminating": false},
                 "nodeName": "node-1", "targetRef": {"kind": "Pod", "name": "stock-1"}},
                {"addresses": ["10.244.1.6"], "conditions": {"ready": false, "serving": false, "terminating": false}},
                {"addresses": ["10.244.1.7"], "conditions": {"ready": true, "serving": true, "terminating": true}},
                {"addresses": ["169.254.169.254"], "conditions": {"ready": true}},
                {"addresses": ["10.244.1.8"], "conditions": {}}],
               "ports": [{"name": "http", "port": 8080, "protocol": "TCP"}, {"name": "metrics", "port": 9090, "protocol": "TCP"}]},
              {"metadata": {"name": "stock-v6"}, "addressType": "IPv6",
               "endpoints": [{"addresses": ["fd00:10:244::9"], "conditions": {"ready": true}}],
               "ports": [{"name": "http", "port": 8080, "protocol": "TCP"}]}]}""";

    @TempDir
    Path account;

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private Kubernetes kubernetes;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(account.resolve("token"), "pod-token\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            var answer = answers.getOrDefault(exchange.getRequestURI().toString(), "404 {}");
            var body = answer.substring(4).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        kubernetes = new Kubernetes(
                new ServiceAccount(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), account),
                Addresses::isNeverCalled);
        answers.put("/api/v1/namespaces/shop/services/stock", "200 " + SERVICE);
        answers.put(
                "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dstock",
                "200 " + SLICES);
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void findsTheReadyEndpointsOfAPort() throws Exception {
        assertThat(places("kubernetes+http://stock.shop:80/api"))
                .extracting(Place::url)
                .containsExactly(
                        URI.create("http://10.244.1.5:8080/api"),
                        URI.create("http://10.244.1.8:8080/api"),
                        URI.create("http://[fd00:10:244::9]:8080/api"));
        assertThat(places("kubernetes+http://stock.shop/api").get(0).name()).isEqualTo("stock.shop.svc");
        assertThat(tokens).containsOnly("Bearer pod-token");
    }

    @Test
    void readsTheTokenAnewForEachQuestion() throws Exception {
        places("kubernetes+http://stock.shop:80");
        Files.writeString(account.resolve("token"), "next-token");
        places("kubernetes+http://stock.shop:80");

        assertThat(tokens)
                .containsExactly("Bearer pod-token", "Bearer pod-token", "Bearer next-token", "Bearer next-token");
    }

    @Test
    void saysWhatIsMissing() {
        fails("kubernetes+http://stock.shop:8080", "The Kubernetes service stock.shop has no port 8080.");
        fails("kubernetes+http://other.shop:80", "Kubernetes has no service other.shop.");
        answers.put("/api/v1/namespaces/shop/services/stock", "403 {}");
        fails(
                "kubernetes+http://stock.shop:80",
                "Kubernetes does not let this process read stock.shop; its service account needs get on services and list on endpointslices.");
        assertThatThrownBy(() -> new ServiceAccount(null, account).get("/api"))
                .hasMessage("This process does not run in Kubernetes.");
        assertThatThrownBy(() -> new ServiceAccount(URI.create("http://127.0.0.1:1"), account.resolve("none")).get("/"))
                .hasMessage("This pod has no service account mounted.");
    }

    @Test
    void knowsTheApiServerFromTheEnvironmentOfAPod() {
        assertThat(Kubernetes.server(Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "6443")))
                .contains(URI.create("https://[fd00::1]:6443"));
        assertThat(Kubernetes.server(Map.of())).isEmpty();
    }

    private void fails(String uri, String sentence) {
        assertThatThrownBy(() -> places(uri)).isInstanceOf(LookupFailed.class).hasMessage(sentence);
    }

    private List<Place> places(String uri) throws LookupFailed {
        return kubernetes.places(Source.of(URI.create(uri)).orElseThrow());
    }
}
