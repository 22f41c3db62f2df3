package dev.routewright.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.routewright.route.Network;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a policy file. Every key must be known and every entry must exist in Camel; else a sentence says which. */
final class PolicyReader {
    private final Object tree;

    PolicyReader(String yaml) {
        try {
            tree = new Load(LoadSettings.builder().setLabel("policy").build()).loadFromString(yaml);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(
                    "[policy] The file is not YAML%s. The policy was not taken over. Correct it and start again."
                            .formatted(place(e)),
                    e);
        }
    }

    private static String place(YamlEngineException e) {
        return e instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark()
                        .map(mark -> " at line %d, column %d".formatted(mark.getLine() + 1, mark.getColumn() + 1))
                        .orElse("")
                : "";
    }

    Policy read() {
        var file = new PolicySection("", tree);
        var content = content(file);
        file.done();
        new PolicyCheck(content).check();
        return new Policy(content, hash());
    }

    private static Policy.Content content(PolicySection file) {
        var limits = file.section("limits");
        var top = file.section("top").each(PolicySection::text);
        var common = file.section("common").kinds();
        var shapes = new ShapeCheck(common, shapes(file.section("parts"))).check(top, shapes(file.section("steps")));
        var content = new Policy.Content(
                file.text("name"),
                document(file.section("document")),
                file.texts("reservedIds"),
                file.texts("reservedEndpoints"),
                file.texts("reservedLoggers"),
                top,
                shapes.steps(),
                shapes.parts(),
                file.section("languages").each((s, key) -> language(s.section(key))),
                simple(file.section("simple")),
                jq(file.section("jq")),
                file.section("components").each((s, key) -> component(s.section(key))),
                kamelets(file.section("kamelets")),
                file.section("dataFormats").each((s, key) -> dataFormat(s.section(key))),
                headers(file.section("headers")),
                exceptions(file.section("exceptions")),
                file.section("references").each(PolicySection::names),
                file.names("types"),
                egress(file.section("egress")),
                topics(file.section("topics")),
                folders(file.section("folders")),
                entries(file.section("entries")),
                file.section("placeholders").each(PolicySection::plain),
                limits.number("minCronSeconds"),
                limits.number("maxSimpleRange"),
                file.texts("moneyEndpoints"),
                file.names("seenTo"));
        limits.done();
        return content;
    }

    private static Policy.Document document(PolicySection s) {
        var document = new Policy.Document(
                s.number("maxBytes"),
                s.number("maxDepth"),
                s.number("maxScalarBytes"),
                s.number("maxRoutes"),
                s.number("maxSteps"));
        s.done();
        return document;
    }

    private static Map<String, Policy.Shape> shapes(PolicySection sections) {
        return sections.each((s, key) -> shape(s.section(key)));
    }

    private static Policy.Shape shape(PolicySection s) {
        @Nullable String inline = s.has("inline") ? s.text("inline") : null;
        var attributes = new LinkedHashMap<String, Kind>();
        s.each((section, key) -> key.equals("inline") ? "" : key).forEach((key, name) -> {
            if (!name.isEmpty()) attributes.put(key, kind(s, key));
        });
        return new Policy.Shape(Map.copyOf(attributes), inline);
    }

    private static Kind kind(PolicySection s, String key) {
        try {
            return Kind.of(s.plain(key));
        } catch (IllegalArgumentException e) {
            throw s.error("has a wrong value for `" + key + "`: " + e.getMessage());
        }
    }

    private static Policy.Language language(PolicySection s) {
        var language = new Policy.Language(s.section("attributes").kinds(), s.flag("predicates", true));
        s.done();
        return language;
    }

    private static Policy.Simple simple(PolicySection s) {
        var simple = new Policy.Simple(s.names("functions"), s.names("operators"), s.texts("sensitiveHeaders"));
        s.done();
        return simple;
    }

    private static Set<String> jq(PolicySection s) {
        var functions = s.names("functions");
        s.done();
        return functions;
    }

    private static Policy.Component component(PolicySection s) {
        var component = new Policy.Component(
                s.has("from") ? s.section("from").kinds() : null,
                s.has("to") ? s.section("to").kinds() : null,
                s.flag("query", false));
        s.done();
        return component;
    }

    private static Policy.Kamelets kamelets(PolicySection s) {
        var kamelets = new Policy.Kamelets(
                s.section("operation").kinds(),
                s.section("catalog").each((c, key) -> c.section(key).kinds()));
        s.done();
        return kamelets;
    }

    private static Policy.DataFormat dataFormat(PolicySection s) {
        var format = new Policy.DataFormat(s.section("options").kinds(), s.flag("unmarshal", true));
        s.done();
        return format;
    }

    private static Policy.Headers headers(PolicySection s) {
        var headers = new Policy.Headers(s.section("control").kinds(), s.texts("forbidden"));
        s.done();
        return headers;
    }

    private static Policy.Exceptions exceptions(PolicySection s) {
        var exceptions = new Policy.Exceptions(s.names("catch"), s.names("throw"));
        s.done();
        return exceptions;
    }

    private static Policy.Egress egress(PolicySection s) {
        var egress = new Policy.Egress(
                s.section("hosts").each(PolicySection::names),
                ports(s),
                s.has("networks") ? s.texts("networks") : List.of());
        s.done();
        try {
            egress.networks().forEach(Network::of);
        } catch (IllegalArgumentException wrong) {
            throw s.error("has a wrong value in networks: " + wrong.getMessage());
        }
        return egress;
    }

    private static Set<Integer> ports(PolicySection s) {
        var ports = s.texts("ports");
        if (!ports.stream().allMatch(port -> port.matches("[1-9]\\d{0,4}")))
            throw ShapeCheck.refusal("egress.ports", "must be a list of port numbers");
        return ports.stream().map(Integer::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private static Policy.Topics topics(PolicySection s) {
        var topics = new Policy.Topics(s.texts("allowed"), s.texts("reserved"));
        s.done();
        return topics;
    }

    private static Policy.Folders folders(PolicySection s) {
        var folders = new Policy.Folders(s.texts("allowed"), s.names("fileNameFunctions"));
        s.done();
        return folders;
    }

    private static Policy.Entries entries(PolicySection s) {
        var entries = new Policy.Entries(s.text("prefix"), s.texts("reserved"), s.names("stripBefore"));
        s.done();
        return entries;
    }

    private String hash() {
        try {
            var normal = new ObjectMapper()
                    .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
                    .writeValueAsString(tree);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(normal.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("[policy] The policy could not be hashed. It was not taken over.", e);
        }
    }
}
