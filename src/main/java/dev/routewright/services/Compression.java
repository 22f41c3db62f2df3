package dev.routewright.services;

/**
 * How bodies are made smaller on their way.
 *
 * @param requests {@code none}, {@code gzip} or {@code deflate}; a service must be known to read it
 * @param above bytes from which a request is compressed
 * @param replies whether compressed replies are asked for
 */
public record Compression(String requests, int above, boolean replies) {
    public static final Compression DEFAULT = new Compression("none", 1024, true);

    public Compression {
        if (!requests.matches("none|gzip|deflate"))
            throw new IllegalArgumentException("requests must be none, gzip or deflate.");
        Bounds.within("above", above, 0, 10 << 20);
    }

    boolean compresses(long bytes) {
        return !requests.equals("none") && bytes > above;
    }
}
