package dev.routewright.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The library as it lies in the product's jar, for exports that carry it. It is packed while the product is: where classes
 * are run without being packaged, as in a test, there is none.
 */
public final class Library {
    public static final String GROUP = "dev.routewright";
    public static final String ARTIFACT = "routewright-camel";

    private static final Pattern VERSION =
            Pattern.compile("<artifactId>" + ARTIFACT + "</artifactId>\\s*<version>([\\w.-]+)</version>");

    private Library() {}

    public static boolean isThere() {
        return Library.class.getResource(place("jar")) != null;
    }

    public static String version() {
        var version = VERSION.matcher(new String(read("pom"), StandardCharsets.UTF_8));
        if (!version.find())
            throw new IllegalStateException("[library] Its POM names no version. Build the product again.");
        return version.group(1);
    }

    /** The files of a Maven repository with nothing but the library in it, by their paths there. */
    public static SortedMap<String, byte[]> files() {
        var version = version();
        var stem = "%s/%s/%s/%s-%s.".formatted(GROUP.replace('.', '/'), ARTIFACT, version, ARTIFACT, version);
        var files = new TreeMap<String, byte[]>();
        for (var kind : new String[] {"jar", "pom"}) files.put(stem + kind, read(kind));
        return files;
    }

    private static byte[] read(String kind) {
        try (var in = Library.class.getResourceAsStream(place(kind))) {
            if (in == null)
                throw new IllegalStateException(
                        "[library] It is not in this build. Nothing was exported. Run ./mvnw package and use the jar.");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "[library] It cannot be read. Nothing was exported. Build the product again.", e);
        }
    }

    private static String place(String kind) {
        return "/export/" + ARTIFACT + "." + kind;
    }
}
