package dev.routewright.cli;

import dev.routewright.cli.SarifLog.ArtifactLocation;
import dev.routewright.cli.SarifLog.Driver;
import dev.routewright.cli.SarifLog.Invocation;
import dev.routewright.cli.SarifLog.Judged;
import dev.routewright.cli.SarifLog.Location;
import dev.routewright.cli.SarifLog.LogicalLocation;
import dev.routewright.cli.SarifLog.PhysicalLocation;
import dev.routewright.cli.SarifLog.Region;
import dev.routewright.cli.SarifLog.Result;
import dev.routewright.cli.SarifLog.Run;
import dev.routewright.cli.SarifLog.Text;
import dev.routewright.cli.SarifLog.Tool;
import dev.routewright.inspection.Policy;
import dev.routewright.route.Finding;
import dev.routewright.route.Question;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was checked as SARIF 2.1.0, which code scanning services read. Nothing in it depends on the machine: files are
 * named relative to the working directory, and the same findings make the same bytes wherever it runs.
 */
final class Sarif {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final Path root;
    private final SarifRules rules;
    private final @Nullable String docs;
    private final List<Result> results = new ArrayList<>();
    private final Map<String, Integer> alike = new HashMap<>();

    /** @param docs where the pages of the rules are published, when somebody said so */
    Sarif(Shell shell, @Nullable String docs) {
        this.root = shell.directory().toAbsolutePath().normalize();
        this.docs = docs;
        this.rules = new SarifRules(docs);
    }

    SarifLog log(List<Checked> checked, Policy policy) {
        for (var one : checked) {
            var name = name(one.file());
            one.findings().forEach(finding -> add(one.file(), name, finding));
            one.questions().forEach(question -> add(name, question));
        }
        var driver = new Driver("Routewright", RoutewrightCommand.Version.number(), docs, rules.all());
        var run = new Run(
                new Tool(driver),
                List.of(new Invocation(true)),
                "unicodeCodePoints",
                results,
                new Judged(policy.name(), policy.hash()));
        return new SarifLog(SCHEMA, "2.1.0", List.of(run));
    }

    private void add(String file, String name, Finding finding) {
        var region = finding.line() < 1 ? null : new Region(finding.line(), Math.max(1, finding.column()));
        add(
                name,
                finding.rule(),
                finding.isError() ? "error" : "warning",
                finding.problem().replace(file, name) + " " + finding.remedy(),
                region,
                finding.step());
    }

    private void add(String name, Question question) {
        var choices = question.choices().isEmpty() ? "" : " [" + String.join(" | ", question.choices()) + "]";
        add(name, SarifRules.QUESTION, "note", question.text() + choices, null, null);
    }

    private void add(
            String name, String rule, String level, String message, @Nullable Region region, @Nullable String step) {
        var text = harmless(message);
        List<LogicalLocation> logical =
                step == null ? List.of() : List.of(new LogicalLocation(harmless(step), "object"));
        results.add(new Result(
                rule,
                rules.index(rule),
                level,
                new Text(text),
                List.of(new Location(new PhysicalLocation(new ArtifactLocation(uri(name)), region), logical)),
                Map.of("routewright/v1", fingerprint(rule, name, String.valueOf(step), text))));
    }

    /** On one line, and without anything a viewer would take for a link. */
    private static String harmless(String text) {
        return Terminal.clean(text).replace("](", "] (");
    }

    /** The same finding keeps its fingerprint when lines above it come or go. */
    private String fingerprint(String... parts) {
        var same = String.join("\0", parts);
        int nth = alike.merge(same, 1, Integer::sum);
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(same.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16) + ":" + nth;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256. Nothing was written. Use another one.", e);
        }
    }

    /** A file outside of the working directory keeps only its name: where it lies is nobody's business. */
    private String name(String file) {
        var path = root.resolve(file).normalize();
        var relative = path.startsWith(root) ? root.relativize(path) : path.getFileName();
        return relative.toString().replace('\\', '/');
    }

    private static String uri(String name) {
        var uri = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            boolean letter = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9';
            if (letter || "-._~/".indexOf(b) >= 0) uri.append((char) b);
            else uri.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
        return uri.toString();
    }
}
