package dev.routewright.tests;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One caller with one connection that stays open. It does next to nothing, so that hundreds of them take little from
 * what they measure.
 */
final class RawHttp implements AutoCloseable {
    private static final long REST_NANOS = 5_000_000_000L;

    private final int port;
    private final int patience;
    private @Nullable Socket socket;
    private @Nullable BufferedInputStream in;
    private long last;

    /** @param patience milliseconds without a byte after which there is no answer */
    RawHttp(int port, int patience) {
        this.port = port;
        this.patience = patience;
    }

    /** @throws IOException when there was no answer; nothing is sent twice */
    Answer post(String path, String body) throws IOException {
        var content = body.getBytes(StandardCharsets.UTF_8);
        var head =
                "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, port, content.length)
                        .getBytes(StandardCharsets.US_ASCII);
        var request = new byte[head.length + content.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(content, 0, request, head.length, content.length);
        try {
            // The server closes what rests, and may do so just when it is used.
            if (System.nanoTime() - last > REST_NANOS) close();
            var to = open();
            to.getOutputStream().write(request);
            var answer = read();
            last = System.nanoTime();
            return answer;
        } catch (IOException | RuntimeException broken) {
            close();
            throw broken;
        }
    }

    private Socket open() throws IOException {
        if (socket != null) return socket;
        var opened = new Socket();
        opened.setTcpNoDelay(true);
        opened.setSoTimeout(patience);
        opened.connect(new InetSocketAddress("127.0.0.1", port), 5000);
        in = new BufferedInputStream(opened.getInputStream(), 4096);
        socket = opened;
        return opened;
    }

    private Answer read() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        boolean chunked = false;
        boolean closes = false;
        for (var line = line(); !line.isEmpty(); line = line()) {
            var lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:"))
                length = Integer.parseInt(lower.substring(15).trim());
            else if (lower.startsWith("transfer-encoding:")) chunked = lower.contains("chunked");
            else if (lower.startsWith("connection:")) closes = lower.contains("close");
        }
        var body = new ByteArrayOutputStream(Math.max(length, 32));
        if (chunked) {
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                body.write(bytes(size));
                line();
            }
            line();
        } else {
            body.write(bytes(length));
        }
        if (closes) close();
        return new Answer(status, body.toString(StandardCharsets.UTF_8));
    }

    private byte[] bytes(int length) throws IOException {
        var bytes = stream().readNBytes(length);
        if (bytes.length < length) throw new EOFException("The connection ended within an answer.");
        return bytes;
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (int c = stream().read(); c != '\n'; c = stream().read()) {
            if (c < 0) throw new EOFException("The connection ended before an answer.");
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }

    private BufferedInputStream stream() throws IOException {
        if (in == null) throw new IOException("There is no connection.");
        return in;
    }

    @Override
    public void close() {
        try {
            if (socket != null) socket.close();
        } catch (IOException gone) {
            // It is what was asked for.
        }
        socket = null;
        in = null;
    }

    record Answer(int status, String body) {}
}
