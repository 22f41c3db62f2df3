package dev.routewright.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A request as it comes over the wire.
 *
 * @param headers by lower-case name
 * @param start when its headers had arrived
 */
record Request(String method, String target, ObjectNode headers, byte[] body, double start) {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int LARGEST = 64 << 20;

    static Request read(InputStream in, OutputStream out) throws IOException {
        var first = line(in).split(" ");
        if (first.length != 3) throw new IOException("no request line");
        var headers = Text.MAPPER.createObjectNode();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1) throw new IOException("no header");
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var start = Call.now();
        if (headers.path("expect").asText().equalsIgnoreCase("100-continue")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        return new Request(first[0], first[1], headers, body(in, headers), start);
    }

    private static byte[] body(InputStream in, ObjectNode headers) throws IOException {
        if (headers.path("transfer-encoding").asText().equalsIgnoreCase("chunked")) return chunks(in);
        return exactly(in, headers.path("content-length").asInt(0));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var size = Integer.parseInt("0" + line(in).replaceFirst(";.*", "").strip(), 16);
            if (size > 0) body.write(exactly(in, size));
            line(in);
            if (size == 0) return body.toByteArray();
        }
    }

    private static byte[] exactly(InputStream in, int size) throws IOException {
        if (size < 0 || size > LARGEST) throw new IOException("too large");
        var bytes = in.readNBytes(size);
        if (bytes.length < size) throw new EOFException("the caller went away");
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.size() > LONGEST_LINE) throw new EOFException("no whole line");
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Without parameters, in lower case. */
    String type() {
        return headers.path("content-type")
                .asText()
                .replaceFirst(";.*", "")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
