package dev.routewright.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads a body whole, bounded and as UTF-8 before anything interprets it, so that no later stage meets a huge or binary
 * one. Everything the control plane takes is text.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ReadableBodies extends OncePerRequestFilter {
    /** A service document has its own limit, checked where it is read; escaped JSON may be longer than its text. */
    private static final int DOCUMENT = 2 << 20;

    private static final int ANYTHING_ELSE = 512 << 10;
    /** The one form there is; the container reads and bounds it. */
    private static final String FORM = "/login";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                || request.getMethod().equals("HEAD")
                || request.getServletPath().equals(FORM);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var limit = request.getRequestURI().startsWith("/api/services/") ? DOCUMENT : ANYTHING_ELSE;
        var body = request.getContentLengthLong() > limit
                ? new byte[limit + 1]
                : request.getInputStream().readNBytes(limit + 1);
        if (body.length > limit)
            Problem.write(
                    request,
                    response,
                    HttpStatus.PAYLOAD_TOO_LARGE,
                    "The body is larger than %d KiB. Nothing was changed. Divide it, or say less."
                            .formatted(limit >> 10));
        else if (!isText(body))
            Problem.write(
                    request,
                    response,
                    HttpStatus.BAD_REQUEST,
                    "The body is not UTF-8 text. Nothing was changed. Send it as UTF-8.");
        else chain.doFilter(new Read(request, body), response);
    }

    private static boolean isText(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The request with the body it had, to be read again; whatever the header says, it is UTF-8. */
    private static final class Read extends HttpServletRequestWrapper {
        private final byte[] body;

        private Read(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
        }

        @Override
        public ServletInputStream getInputStream() {
            var bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] into, int from, int length) {
                    return bytes.read(into, from, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("The body is there already.");
                }
            };
        }
    }
}
