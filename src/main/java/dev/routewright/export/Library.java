package dev.routewright.export;

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
    private static final Pattern PART = Pattern.compile(
            "<groupId>org\\.apache\\.camel</groupId>\\s*<artifactId>([a-z0-9-]+)</artifactId>\\s*<version>([\\w.-]+)</version>");

    Library {
        var all = new TreeMap<>(files);
        // Maven looks for them, and says so when there are none.
        files.forEach((path, content) -> all.put(path + ".sha1", sum(content)));
        files = all;
    }

    /** The one this program was packaged with. */
    static Library packaged() {
        return new Library(dev.routewright.camel.Library.version(), dev.routewright.camel.Library.files());
    }

    /**
     * Parts of Camel it needs in another version than the rest of Camel has, by artifact: some are not published in every
     * one, and a bill of materials would ask for them all the same.
     */
    SortedMap<String, String> apart(String camel) {
        var apart = new TreeMap<String, String>();
        files.forEach((path, content) -> {
            if (!path.endsWith(".pom")) return;
            var parts = PART.matcher(new String(content, StandardCharsets.UTF_8));
            while (parts.find()) if (!parts.group(2).equals(camel)) apart.put(parts.group(1), parts.group(2));
        });
        return apart;
    }

    String dependency() {
        return "mvn:%s:%s:%s"
                .formatted(dev.routewright.camel.Library.GROUP, dev.routewright.camel.Library.ARTIFACT, version);
    }

    private static byte[] sum(byte[] content) {
        try {
            var sum = MessageDigest.getInstance("SHA-1").digest(content);
            return HexFormat.of().formatHex(sum).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-1.", e);
        }
    }
}
