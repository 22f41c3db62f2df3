package dev.routewright.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The library as it lies in the product's jar, for exports that carry it. It is packed while the product is: where classes
 * are run without being packaged, as in a test, there is none.
 */
public final class Library {
    public static final String GROUP = "dev.routewright";
    public static final String ARTIFACT = "routewright-camel";
    private static final String INSIDE = "/routewright-camel/";

    private Library() {}

    public static boolean isThere() {
        return Library.class.getResource(INSIDE + "library.jar") != null;
    }

    public static String version() {
        return new String(read("version"), StandardCharsets.UTF_8).strip();
    }

    /** The files of a Maven repository with nothing but the library in it, by their paths there. */
    public static SortedMap<String, byte[]> files() {
        var version = version();
        var stem = "%s/%s/%s/%s-%s.".formatted(GROUP.replace('.', '/'), ARTIFACT, version, ARTIFACT, version);
        var files = new TreeMap<String, byte[]>();
        for (var kind : new String[] {"jar", "pom"}) files.put(stem + kind, read("library." + kind));
        return files;
    }

    private static byte[] read(String name) {
        try (var in = Library.class.getResourceAsStream(INSIDE + name)) {
            if (in == null)
                throw new IllegalStateException(
                        "[library] It is not in this build. Nothing was exported. Run ./mvnw package and use the jar.");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "[library] It cannot be read. Nothing was exported. Build the product again.", e);
        }
    }
}
