package dev.routewright.drafting.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An endpoint of a model on loopback that behaves as badly as a test wants: it writes bytes of HTTP itself, so it can
 * stop anywhere. Each request takes the next reply of the script; the last one is given again and again.
 */
public final class ModelServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What was asked. */
    public record Request(String path, Map<String, String> headers, JsonNode body) {}

    /** How a request is answered. */
    public interface Reply {
        void to(Connection connection) throws IOException;
    }

    private final ServerSocket socket;
    private final List<Reply> script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    private ModelServer(List<Reply> script) throws IOException {
        this.script = script;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    public static ModelServer replying(Reply... script) {
        try {
            var server = new ModelServer(List.of(script));
            start(server::accept);
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
    }

    public List<Request> requests() {
        return requests;
    }

    /** How many requests were being answered at the same time, at most. */
    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    /** Whether a caller hung up while {@link #hang} was answering it. */
    public boolean hungUpWithin(long millis) throws InterruptedException {
        return hungUp.await(millis, TimeUnit.MILLISECONDS);
    }

    /** A reply that sends the first one's bytes and then nothing, until the caller hangs up. */
    public Reply hang(Reply beginning) {
        return connection -> {
            beginning.to(connection);
            while (connection.in.read() >= 0) {}
            hungUp.countDown();
        };
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket one : open) one.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = socket.accept();
                open.add(caller);
                start(() -> serve(caller));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            var connection = new Connection(caller.getInputStream(), caller.getOutputStream());
            for (Request request = connection.read(); request != null; request = connection.read()) {
                mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                try {
                    requests.add(request);
                    script.get(Math.min(requests.size(), script.size()) - 1).to(connection);
                } finally {
                    atOnce.decrementAndGet();
                }
                if (connection.ended) return;
            }
        } catch (IOException gone) {
            hungUp.countDown();
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "model-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection of a caller. */
    public static final class Connection {
        private final InputStream in;
        private final OutputStream out;
        private boolean ended;

        Connection(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        /** Sends a whole reply. */
        public void send(int status, String contentType, String headers, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            write("HTTP/1.1 %d Reply\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
                    .formatted(status, contentType, bytes.length, headers));
            out.write(bytes);
            out.flush();
        }

        /** Begins a reply that comes piece by piece. */
        public void begin(String contentType) throws IOException {
            write("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n".formatted(contentType));
        }

        public void piece(String text) throws IOException {
            write("%x\r\n".formatted(text.getBytes(StandardCharsets.UTF_8).length) + text + "\r\n");
        }

        public void end() throws IOException {
            write("0\r\n\r\n");
        }

        /** Drops the connection after this reply, whole or not. */
        public void drop() {
            ended = true;
        }

        private void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        private Request read() throws IOException {
            String first = line();
            if (first.isEmpty()) return null;
            Map<String, String> headers = new HashMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
            return new Request(first.split(" ")[1], headers, JSON.readTree(body));
        }

        private String line() throws IOException {
            var line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) if (next != '\r') line.write(next);
            return line.toString(StandardCharsets.UTF_8);
        }
    }
}
