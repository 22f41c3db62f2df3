package dev.routewright.inspection;

import dev.routewright.knowledge.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a route may hold, read from one reviewed file. Whatever it does not list is refused, so an empty policy allows
 * nothing. The file is checked against Camel's own grammar and catalog when it is read: an entry that Camel does not
 * know is an error here and not a surprise later.
 */
public final class Policy {
    private static final String STANDARD = "policy.yaml";

    /** @param maxScalarBytes longest single text */
    record Document(int maxBytes, int maxDepth, int maxScalarBytes, int maxRoutes, int maxSteps) {}

    /**
     * What one mapping of the route file may hold.
     *
     * @param attributes allowed keys and what their values may be
     * @param inline the attribute a plain text stands for, as in {@code - to: kafka:orders}; null when there is none
     */
    record Shape(Map<String, Kind> attributes, @Nullable String inline) {}

    /**
     * @param attributes allowed besides the expression itself
     * @param predicates whether conditions may be written in it
     */
    record Language(Map<String, Kind> attributes, boolean predicates) {}

    /** @param functions callable names @param sensitive header name patterns that must not be read */
    record Simple(Set<String> functions, Set<String> operators, List<String> sensitive) {}

    /**
     * @param from options when consuming, null when a route may not begin with it
     * @param to options when producing, null when a route may not send to it
     * @param query whether names that are no option of the component are sent as query parameters
     */
    record Component(
            @Nullable Map<String, Kind> from, @Nullable Map<String, Kind> to, boolean query) {}

    record Kamelets(Map<String, Kind> operation, Map<String, Map<String, Kind>> catalog) {}

    record DataFormat(Map<String, Kind> options, boolean unmarshal) {}

    record Headers(Map<String, Kind> control, List<String> forbidden) {}

    record Exceptions(Set<String> caught, Set<String> thrown) {}

    record Topics(List<String> allowed, List<String> reserved) {}

    record Folders(List<String> allowed, Set<String> fileNameFunctions) {}

    record Entries(String prefix, List<String> reserved, Set<String> stripBefore) {}

    /**
     * @param hosts host patterns with the schemes they may be called by
     * @param networks CIDR blocks a resolved address may lie in although it is not public
     */
    record Egress(Map<String, Set<String>> hosts, Set<Integer> ports, List<String> networks) {}

    /** Everything of the file; see the comments in policy.yaml. */
    record Content(
            String name,
            Document document,
            List<String> reservedIds,
            List<String> reservedEndpoints,
            List<String> reservedLoggers,
            Map<String, String> top,
            Map<String, Shape> steps,
            Map<String, Shape> parts,
            Map<String, Language> languages,
            Simple simple,
            Set<String> jqFunctions,
            Map<String, Component> components,
            Kamelets kamelets,
            Map<String, DataFormat> dataFormats,
            Headers headers,
            Exceptions exceptions,
            Map<String, Set<String>> references,
            Set<String> types,
            Egress egress,
            Topics topics,
            Folders folders,
            Entries entries,
            Map<String, String> placeholders,
            int minCronSeconds,
            int maxSimpleRange,
            List<String> moneyEndpoints,
            Set<String> seenTo) {}

    private final Content content;
    private final String hash;

    Policy(Content content, String hash) {
        this.content = content;
        this.hash = hash;
    }

    /** The policy that ships: services by Kamelet, jq, files and topics; no foreign hosts, no placeholders. */
    public static Policy standard() {
        try (InputStream in = Policy.class.getResourceAsStream(STANDARD)) {
            if (in == null) throw new IllegalStateException("[policy] The jar lacks its policy.yaml. Build it again.");
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("[policy] The policy.yaml of the jar cannot be read. Build it again.", e);
        }
    }

    /** @throws IllegalArgumentException with a sentence naming the place, when the file is not a policy */
    public static Policy read(InputStream in) throws IOException {
        return new PolicyReader(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)).read();
    }

    /** SHA-256 of what the policy says, whatever its layout and comments; part of the provenance of a version. */
    public String hash() {
        return hash;
    }

    public String name() {
        return content.name();
    }

    /** What is allowed but was probably not meant, in sentences; said at every start. */
    public List<String> warnings() {
        return new PolicySafety(content).warnings();
    }

    /** The names any route may use, for the cell. */
    public Permitted permitted() {
        return PermittedNames.of(content);
    }

    /** What a writer of routes has to know: the same entries that judge what he wrote. */
    public Vocabulary vocabulary() {
        return new VocabularyReader(content, hash).read();
    }

    /** The policy in words for people. */
    public PolicyText explain() {
        return new PolicyText(name(), hash, new PolicyOutline(content).sections());
    }

    Content content() {
        return content;
    }
}
