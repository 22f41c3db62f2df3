package dev.routewright.tests;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A service in a process of its own that answers everything at once and costs next to nothing, to measure callers by. */
final class QuickService {
    private static final String BODY = "{\"sku\":\"SKU-1\",\"available\":120000}";
    private static final byte[] REPLY =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(BODY.length(), BODY)
                    .getBytes(StandardCharsets.US_ASCII);

    private QuickService() {}

    public static void main(String[] none) throws IOException {
        var server = new ServerSocket(0, 1024, InetAddress.getByName("127.0.0.1"));
        var accepting = new Thread(() -> accept(server));
        accepting.setDaemon(true);
        accepting.start();
        System.out.println(server.getLocalPort());
        while (System.in.read() >= 0) {
            // Until nobody is there any more.
        }
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                var socket = server.accept();
                var serving = new Thread(null, () -> serve(socket), "serving", 128 * 1024);
                serving.setDaemon(true);
                serving.start();
            }
        } catch (IOException over) {
            // The process ends.
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream(), 4096);
            while (true) {
                int length = 0;
                var line = line(in);
                if (line == null) return;
                for (; line != null && !line.isEmpty(); line = line(in))
                    if (line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                        length = Integer.parseInt(line.substring(15).trim());
                in.skipNBytes(length);
                socket.getOutputStream().write(REPLY);
            }
        } catch (IOException gone) {
            // The caller has what it wanted.
        }
    }

    private static @org.jspecify.annotations.Nullable String line(BufferedInputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) return null;
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }
}
