package dev.routewright.tests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Services in a process of their own, so that threads and memory of the product are its own. Each instance does what it
 * is told: well, late, wrongly, never, or not at all. It remembers for whom it did its work, and how often; whom it did
 * not answer well, it did nothing for.
 */
final class Farm {
    enum Mode {
        WELL,
        SLOW,
        FAILING,
        HANGING,
        DEAD
    }

    private Farm() {}

    /** @param arguments how many instances, and how many milliseconds a reply takes */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var instances = new ArrayList<Instance>();
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++)
            instances.add(new Instance(Long.parseLong(arguments[1])));
        System.out.println(instances.stream().map(i -> "" + i.port).collect(Collectors.joining(" ")));
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = orders.readLine(); line != null; line = orders.readLine()) {
            var words = line.split(" ");
            var instance = instances.get(Integer.parseInt(words[1]));
            System.out.println(
                    switch (words[0]) {
                        case "be" -> instance.be(Mode.valueOf(words[2]));
                        case "asked" -> instance.asked.sum();
                        default -> instance.done();
                    });
        }
        System.exit(0);
    }

    private static final class Instance {
        private static final byte[] REPLY = "{\"available\":7,\"reference\":\"R-1\"}".getBytes(StandardCharsets.UTF_8);

        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final Map<String, Integer> done = new ConcurrentHashMap<>();
        private final LongAdder asked = new LongAdder();
        private final long takes;
        private @Nullable HttpServer server;
        private volatile Mode mode = Mode.WELL;
        private int port;

        Instance(long takes) throws IOException {
            this.takes = takes;
            open();
        }

        private void open() throws IOException {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 1024);
            server.setExecutor(threads);
            server.createContext("/", this::handle);
            server.start();
            port = server.getAddress().getPort();
        }

        synchronized Mode be(Mode next) throws IOException {
            mode = next;
            notifyAll();
            if (next == Mode.DEAD && server != null) {
                server.stop(0);
                server = null;
            } else if (next != Mode.DEAD && server == null) {
                open();
            }
            return next;
        }

        private void handle(HttpExchange exchange) throws IOException {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                asked.increment();
                var now = mode;
                if (now == Mode.HANGING) {
                    hang();
                    return;
                }
                if (now == Mode.FAILING) {
                    exchange.sendResponseHeaders(500, -1);
                    return;
                }
                if (now == Mode.SLOW) LockSupport.parkNanos(400_000_000);
                if (takes > 0) LockSupport.parkNanos(takes * 1_000_000);
                var path = exchange.getRequestURI().getPath();
                done.merge(path.substring(path.lastIndexOf('/') + 1), 1, Integer::sum);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, REPLY.length);
                exchange.getResponseBody().write(REPLY);
            }
        }

        private synchronized void hang() {
            try {
                while (mode == Mode.HANGING) wait();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }

        /** For whom it did its work, as {@code id=times}. */
        String done() {
            return done.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining(" "));
        }
    }

    /** The process, from the other side. */
    static final class Process implements AutoCloseable {
        private final Child child;
        private final List<String> urls;

        Process(int instances, int takes) throws IOException {
            child = Child.start(
                    Farm.class, List.of("-Xmx256m", "-Xss256k"), String.valueOf(instances), String.valueOf(takes));
            urls = List.of(child.hear().split(" ")).stream()
                    .map(port -> "http://127.0.0.1:" + port)
                    .toList();
        }

        List<String> urls() {
            return urls;
        }

        void be(int instance, Mode mode) {
            child.ask("be " + instance + " " + mode);
        }

        long asked(int instance) {
            return Long.parseLong(child.ask("asked " + instance));
        }

        Map<String, Integer> done(int instance) {
            var line = child.ask("done " + instance);
            if (line.isEmpty()) return Map.of();
            return List.of(line.split(" ")).stream()
                    .map(entry -> entry.split("="))
                    .collect(Collectors.toMap(entry -> entry[0], entry -> Integer.parseInt(entry[1])));
        }

        @Override
        public void close() {
            child.close();
        }
    }
}
