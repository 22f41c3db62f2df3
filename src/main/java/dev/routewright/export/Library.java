package dev.routewright.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the runtime gives to a route, as an artifact of Maven that goes along.
 *
 * @param files those of a Maven repository that holds it, by their path in there
 */
record Library(String version, SortedMap<String, byte[]> files) {
    static final String GROUP = "dev.routewright";
    static final String ARTIFACT = "routewright-camel";
    private static final String INSIDE = "/routewright-camel/";

    Library {
        files = new TreeMap<>(files);
    }

    static Library of(String version, byte[] jar, byte[] pom) {
        var base = "%s/%s/%s/%s-%s".formatted(GROUP.replace('.', '/'), ARTIFACT, version, ARTIFACT, version);
        var files = new TreeMap<String, byte[]>();
        files.put(base + ".jar", jar);
        files.put(base + ".pom", pom);
        return new Library(version, files);
    }

    /** The one this program was packaged with. */
    static Library packaged() {
        return of(
                new String(read("version"), java.nio.charset.StandardCharsets.UTF_8).strip(),
                read("library.jar"),
                read("library.pom"));
    }

    String dependency() {
        return "mvn:%s:%s:%s".formatted(GROUP, ARTIFACT, version);
    }

    private static byte[] read(String name) {
        try (var in = Library.class.getResourceAsStream(INSIDE + name)) {
            if (in == null)
                throw new IllegalStateException(
                        "The library is missing from this program; it is put in when it is packaged.");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
