package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.List;
import java.util.regex.Pattern;

/** Folders: relative, of plain names, inside those the policy allows. */
final class FileRules implements Rule {
    private static final Pattern SEGMENT = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]{0,127}");

    /** What a {@code ${…}} leaves open is judged as Simple; here it counts as one letter. A slash would make folders. */
    private static final Pattern FUNCTION = Pattern.compile("\\$\\{[^{}/]*}");

    /**
     * The words in which jq must end when it makes a file name of data: nothing but letters, digits and dots is left, and
     * no dot at the beginning. The writer of routes writes the same words.
     */
    static final String SAFE_NAME = " | gsub(\"[^0-9A-Za-z_.\u4e00-\u9fff-]\"; \"_\") | sub(\"^[.]+\"; \"_\")";

    private static final String OPEN = "\u0001";

    private final Policy.Content policy;

    FileRules(Policy.Content policy) {
        this.policy = policy;
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        subject.endpoints("file").forEach(endpoint -> {
            if (isPlainFolder(endpoint.path()) && isAllowed(endpoint.path())) return;
            findings.add(
                    RuleId.FOLDER_NOT_ALLOWED,
                    endpoint.place(),
                    endpoint.step(),
                    "The folder " + quote(endpoint.path()) + " is not a plain folder the policy allows.",
                    "Use a relative folder of plain names under "
                            + NearMisses.list(policy.folders().allowed()) + ", such as `out/invoices`.");
        });
    }

    private boolean isAllowed(String folder) {
        return isAllowed(policy.folders(), folder);
    }

    static boolean isAllowed(Policy.Folders folders, String folder) {
        return folders.allowed().stream()
                .anyMatch(allowed -> allowed.equals("**")
                        || (allowed.endsWith("/**")
                                ? folder.startsWith(allowed.substring(0, allowed.length() - 2))
                                : folder.equals(allowed)));
    }

    static boolean isPlainFolder(String folder) {
        return List.of(folder.split("/", -1)).stream()
                .allMatch(segment -> SEGMENT.matcher(segment).matches());
    }

    /**
     * A name, also in folders of fixed names; only the name itself may hold functions. A leading dot is allowed for
     * targets such as {@code .done}.
     */
    static boolean isPlainFile(String file) {
        String literal = FUNCTION.matcher(file).replaceAll(OPEN);
        int name = literal.lastIndexOf('/') + 1;
        return (name == 0
                        || List.of(literal.substring(0, name - 1).split("/", -1)).stream()
                                .allMatch(FileRules::isPlainName))
                && isPlainName(literal.substring(name).replace(OPEN, "x"));
    }

    private static boolean isPlainName(String name) {
        String visible = name.startsWith(".") ? name.substring(1) : name;
        return SEGMENT.matcher(visible).matches() && !name.contains("..");
    }

    /** A comment could hide the words from jq that are seen here. */
    static boolean isSafeName(Expression expression) {
        String jq = expression.text().text().strip();
        return expression.language().equals("jq")
                && expression.attributes().isEmpty()
                && jq.endsWith(SAFE_NAME)
                && !jq.contains("#")
                && !jq.contains("\n");
    }
}
