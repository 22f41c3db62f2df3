package dev.routewright.cell;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.routewright.cell.CellRuntime.Version;
import dev.routewright.inspection.Permitted;
import dev.routewright.inspection.Policy;
import dev.routewright.knowledge.ServiceKamelets;
import dev.routewright.outbox.Begun;
import dev.routewright.outbox.Call;
import dev.routewright.outbox.Limits;
import dev.routewright.outbox.Outbox;
import dev.routewright.outbox.PassingOutbox;
import dev.routewright.route.Grant;
import dev.routewright.route.Operation;
import dev.routewright.route.Operation.In;
import dev.routewright.route.Operation.Input;
import dev.routewright.route.Schema;
import dev.routewright.route.Service;
import dev.routewright.services.CallCredentials;
import dev.routewright.services.Invoker;
import dev.routewright.services.LiveServices;
import dev.routewright.services.Mediation;
import dev.routewright.services.Memory;
import dev.routewright.services.PassingMemory;
import dev.routewright.services.ServiceRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** A runtime with one service, {@code stock}, that stands on WireMock. */
final class Runtime implements AutoCloseable {
    static final Mediation QUICK = new Mediation(
            Duration.ofSeconds(5),
            2,
            Duration.ofMillis(20),
            2,
            Duration.ofSeconds(1),
            100,
            50,
            Duration.ofSeconds(10),
            "round-robin");

    static final Limits QUICKLY = new Limits(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofHours(1), 3, 4);

    static final Permitted PERMITTED = Policy.standard().permitted();

    final WireMockServer stock =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    final List<CellRuntime.Failure> kept = new CopyOnWriteArrayList<>();
    final Map<String, CellRuntime.Failure> held = new ConcurrentHashMap<>();
    final AtomicInteger everHeld = new AtomicInteger();
    final List<CellRuntime.Attempt> attempts = new CopyOnWriteArrayList<>();
    final List<CellRuntime.Attempt> overBudget = new CopyOnWriteArrayList<>();
    final List<CellRuntime.Attempt> outOfHand = new CopyOnWriteArrayList<>();
    final LiveServices services;
    final PassingOutbox outboxes = new PassingOutbox(held::remove);
    /** What is known of a kept message, by its id. */
    final Map<String, String> notes = new ConcurrentHashMap<>();

    final Outbox outbox;
    final Memory memory;
    volatile boolean hasRoom = true;
    final CamelCells cells;
    final CamelStage stage;
    final HttpClient http = HttpClient.newHttpClient();
    private final Invoker invoker;
    volatile CallCredentials credentials = CallCredentials.NONE;
    volatile MessageListener listener = MessageListener.NONE;
    private volatile boolean storeFull;

    Runtime(Path files) {
        this(files, settings -> settings);
    }

    Runtime(Path files, UnaryOperator<Settings> change) {
        this(files, change, PERMITTED);
    }

    Runtime(Path files, UnaryOperator<Settings> change, Permitted permitted) {
        this(files, change, permitted, SystemDefaultDnsResolver.INSTANCE);
    }

    /** @param lookup finds the addresses of the hosts raw HTTP goes to */
    Runtime(Path files, UnaryOperator<Settings> change, Permitted permitted, DnsResolver lookup) {
        this(files, change, permitted, settings -> new OutsideWorld(settings, permitted, lookup));
    }

    Runtime(Path files, UnaryOperator<Settings> change, Permitted permitted, Function<Settings, OutsideWorld> outside) {
        this(files, change, permitted, outside, true, new PassingMemory());
    }

    /**
     * Where nobody judges a route before it is built: Camel's own loader reads the file, and only the guards behind it
     * are left.
     */
    static Runtime unread(
            Path files, UnaryOperator<Settings> change, Permitted permitted, Function<Settings, OutsideWorld> outside) {
        return new Runtime(files, change, permitted, outside, false, new PassingMemory());
    }

    static Runtime unread(Path files, UnaryOperator<Settings> change, Permitted permitted, DnsResolver lookup) {
        return unread(files, change, permitted, settings -> new OutsideWorld(settings, permitted, lookup));
    }

    static Runtime unread(Path files, UnaryOperator<Settings> change) {
        return unread(files, change, PERMITTED, SystemDefaultDnsResolver.INSTANCE);
    }

    /** With a memory that somebody else looks after. */
    static Runtime remembering(Path files, Memory memory) {
        return new Runtime(
                files,
                settings -> settings,
                PERMITTED,
                settings -> new OutsideWorld(settings, PERMITTED, SystemDefaultDnsResolver.INSTANCE),
                true,
                memory);
    }

    private static void readByCamel(DefaultCamelContext context, Version version, Permitted permitted)
            throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString(version.integration() + ".camel.yaml", version.yaml()));
    }

    private Runtime(
            Path files,
            UnaryOperator<Settings> change,
            Permitted permitted,
            Function<Settings, OutsideWorld> outside,
            boolean read,
            Memory memory) {
        this.memory = memory;
        stock.start();
        services = new LiveServices((name, document) -> stockService(), new NoStore(), QUICK);
        services.register("stock", "");
        services.setInstances("stock", List.of(URI.create(stock.baseUrl())));
        invoker = new Invoker(services, (caller, service) -> credentials.of(caller, service));
        var settings = Settings.of(files)
                .withIngress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withBudget(Budget.STANDARD.withShortestPeriod(java.time.Duration.ofMillis(10)))
                .withoutJmx();
        var changed = change.apply(settings);
        var forge = read
                ? new Forge(services, Runtime::kamelet, permitted)
                : new Forge(services, Runtime::kamelet, permitted, Runtime::readByCamel);
        outbox = Outbox.live(outboxes, invoker, new Noted(), QUICKLY, java.time.Clock.systemUTC());
        cells = new CamelCells(
                changed,
                invoker,
                memory,
                outbox,
                forge,
                new Letters(),
                new Noting(),
                name -> listener.starts(name),
                outside.apply(changed));
        stage = new CamelStage(services, Runtime::kamelet, permitted);
    }

    /** The standard policy with raw HTTP, which it does not list. @param networks besides the public addresses */
    static Permitted withHttp(String... networks) {
        var p = PERMITTED;
        var producing = new HashMap<>(p.producing());
        var options = Set.of("connectTimeout", "responseTimeout", "httpMethod", "throwExceptionOnFailure");
        producing.put("http", options);
        producing.put("https", options);
        var control = new TreeSet<>(p.controlHeaders());
        control.add("CamelHttpMethod");
        return new Permitted(
                p.consuming(),
                producing,
                Set.of("http", "https"),
                p.kamelets(),
                p.languages(),
                p.dataFormats(),
                p.simpleFunctions(),
                p.jqFunctions(),
                p.exceptions(),
                p.types(),
                p.references(),
                control,
                p.placeholders(),
                List.of(networks));
    }

    static Service stockService() {
        var reply = new Operation.Reply(200, "", Schema.of("object"), Map.of("sku", "A", "available", 5));
        return new Service(
                "stock",
                "Stock",
                "",
                List.of(
                        new Operation(
                                "stock",
                                "getStock",
                                "",
                                "",
                                "GET",
                                "/stock/{sku}",
                                List.of(
                                        new Input("sku", In.PATH, Schema.of("string"), true),
                                        new Input("site", In.QUERY, Schema.of("string"), false)),
                                List.of(reply)),
                        new Operation(
                                "stock",
                                "reserve",
                                "",
                                "",
                                "POST",
                                "/reservations",
                                List.of(
                                        new Input("sku", In.BODY, Schema.of("string"), true),
                                        new Input("quantity", In.BODY, Schema.of("integer"), false)),
                                List.of(reply)),
                        new Operation(
                                "stock",
                                "release",
                                "",
                                "",
                                "DELETE",
                                "/reservations/{id}",
                                List.of(new Input("id", In.PATH, Schema.of("string"), true)),
                                List.of(reply)),
                        new Operation(
                                "stock",
                                "ship",
                                "",
                                "",
                                "POST",
                                "/shipments",
                                List.of(
                                        new Input("sku", In.BODY, Schema.of("string"), true),
                                        new Input("Idempotency-Key", In.HEADER, Schema.of("string"), false)),
                                List.of(reply))),
                List.of(),
                true);
    }

    /** The Kamelet of the contract. */
    static String kamelet(Operation operation) {
        var parameters = new LinkedHashMap<String, Object>();
        for (var name : ServiceKamelets.PARAMETERS) parameters.put(name, Map.of("type", "string", "default", ""));
        var uri = ServiceKamelets.PARAMETERS.stream()
                .map(name -> name + "={{" + name + "}}")
                .collect(java.util.stream.Collectors.joining(
                        "&", "service:%s/%s?".formatted(operation.service(), operation.id()), ""));
        var document = Map.of(
                "apiVersion",
                "camel.apache.org/v1",
                "kind",
                "Kamelet",
                "metadata",
                Map.of("name", operation.kamelet()),
                "spec",
                Map.of(
                        "definition", Map.of("title", operation.id(), "type", "object", "properties", parameters),
                        "template",
                                Map.of(
                                        "from",
                                        Map.of(
                                                "uri",
                                                "kamelet:source",
                                                "steps",
                                                List.of(Map.of("to", Map.of("uri", uri)))))));
        try {
            return new ObjectMapper().writeValueAsString(document);
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String keep(CellRuntime.Failure failure) {
        if (storeFull) throw new IllegalStateException("The store is full.");
        kept.add(failure);
        return "letter-" + kept.size();
    }

    private final class Letters implements CellRuntime.DeadLetters {
        @Override
        public String keep(CellRuntime.Failure failure) {
            return Runtime.this.keep(failure);
        }

        @Override
        public String hold(CellRuntime.Failure failure) {
            if (storeFull) throw new IllegalStateException("The store is full.");
            var id = "held-" + everHeld.incrementAndGet();
            held.put(id, failure);
            return id;
        }

        @Override
        public boolean hasRoom(String integration) {
            return hasRoom;
        }

        @Override
        public void letGo(String id) {
            held.remove(id);
        }
    }

    private final class Noted implements dev.routewright.outbox.Letters {
        @Override
        public String keep(Call call, String cause) {
            var entry = new Grant.Entry(Call.ENTRY, "", call.key());
            var message = new CellRuntime.Message(entry, Map.of(), call.input().getBytes());
            return Runtime.this.keep(
                    new CellRuntime.Failure(call.integration(), call.version(), call.id(), message, null, cause));
        }

        @Override
        public void note(String letter, String cause) {
            notes.put(letter, cause);
        }

        @Override
        public void undone(Begun begun, String sentence) {}
    }

    /** What the process that comes after this one finds. */
    Outbox nextProcess() {
        return Outbox.live(outboxes, invoker, new Noted(), QUICKLY, java.time.Clock.systemUTC());
    }

    void fillStore() {
        storeFull = true;
    }

    void emptyStore() {
        storeFull = false;
    }

    static Version version(String name, int number, String yaml, Grant grant) {
        return new Version(name, number, yaml, grant);
    }

    static Grant grant(List<Grant.Entry> entries, Set<String> operations, String... components) {
        var all = new TreeSet<>(Arrays.asList(components));
        return new Grant(
                entries,
                new TreeSet<>(operations),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                all,
                new TreeSet<>(List.of("jq")),
                new TreeSet<>());
    }

    static Grant httpGrant(String method, String path, String... operations) {
        return grant(
                List.of(new Grant.Entry("http", method, path)),
                Set.of(operations),
                "platform-http",
                "kamelet",
                "direct");
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(cells.ingressUri().resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        var all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        request.headers(all.toArray(String[]::new));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(cells.ingressUri().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        cells.close();
        outbox.close();
        stage.close();
        invoker.close();
        services.close();
        stock.stop();
    }

    private final class Noting implements CellRuntime.SecurityEvents {
        @Override
        public void outsideGrant(CellRuntime.Attempt attempt) {
            attempts.add(attempt);
        }

        @Override
        public void overBudget(CellRuntime.Attempt attempt) {
            overBudget.add(attempt);
        }

        @Override
        public void outOfHand(CellRuntime.Attempt attempt) {
            outOfHand.add(attempt);
        }
    }

    /** Nothing is stored. */
    static final class NoStore implements ServiceRegistry.Store {
        @Override
        public List<Stored> load() {
            return List.of();
        }

        @Override
        public void save(Stored stored) {}

        @Override
        public void delete(String name) {}
    }
}
