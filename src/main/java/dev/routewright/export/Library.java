package dev.routewright.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the runtime gives to a route, as an artifact of Maven that goes along.
 *
 * @param files those of a Maven repository that holds it, by their path in there
 */
record Library(String version, SortedMap<String, byte[]> files) {
    private static final String SNAPSHOT = "-SNAPSHOT";
    private static final Pattern PART = Pattern.compile(
            "<groupId>org\\.apache\\.camel</groupId>\\s*<artifactId>([a-z0-9-]+)</artifactId>\\s*<version>([\\w.-]+)</version>");

    Library {
        var all = new TreeMap<>(files);
        // Maven looks for them, and says so when there are none.
        files.forEach(
                (path, content) -> all.put(path + ".sha1", sum("SHA-1", content).getBytes(StandardCharsets.US_ASCII)));
        files = all;
    }

    /** The one this program was packaged with. */
    static Library packaged() {
        return byContent(dev.routewright.camel.Library.version(), dev.routewright.camel.Library.files());
    }

    /**
     * A snapshot may be another one tomorrow, and whoever has built with it before (Maven, a cluster that keeps what it
     * built) would go on with what he has. What leaves is therefore named after what is in it.
     */
    static Library byContent(String version, SortedMap<String, byte[]> files) {
        if (!version.endsWith(SNAPSHOT)) return new Library(version, files);
        var all = new ByteArrayOutputStream();
        files.values().forEach(all::writeBytes);
        var own = version.replace(
                SNAPSHOT, "-" + sum("SHA-256", all.toByteArray()).substring(0, 12));
        var named = new TreeMap<String, byte[]>();
        files.forEach((path, content) -> named.put(
                path.replace(version, own),
                path.endsWith(".pom")
                        ? text(content).replace(version, own).getBytes(StandardCharsets.UTF_8)
                        : content));
        return new Library(own, named);
    }

    /**
     * Parts of Camel it needs in another version than the rest of Camel has, by artifact: some are not published in every
     * one, and a bill of materials would ask for them all the same.
     */
    SortedMap<String, String> apart(String camel) {
        var apart = new TreeMap<String, String>();
        files.forEach((path, content) -> {
            if (!path.endsWith(".pom")) return;
            var parts = PART.matcher(text(content));
            while (parts.find()) if (!parts.group(2).equals(camel)) apart.put(parts.group(1), parts.group(2));
        });
        return apart;
    }

    String dependency() {
        return "mvn:%s:%s:%s"
                .formatted(dev.routewright.camel.Library.GROUP, dev.routewright.camel.Library.ARTIFACT, version);
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    private static String sum(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has %s.".formatted(algorithm), e);
        }
    }
}
