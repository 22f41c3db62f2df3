package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.List;
import java.util.regex.Pattern;

/** Folders: relative, of plain names, inside those the policy allows. */
final class FileRules implements Rule {
    private static final Pattern SEGMENT = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]{0,127}");
    /** What a {@code ${…}} leaves open is judged as Simple; here it counts as one letter. */
    private static final Pattern FUNCTION = Pattern.compile("\\$\\{[^{}]*}");

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
        return policy.folders().allowed().stream()
                .anyMatch(allowed -> allowed.equals("**")
                        || (allowed.endsWith("/**")
                                ? folder.startsWith(allowed.substring(0, allowed.length() - 2))
                                : folder.equals(allowed)));
    }

    static boolean isPlainFolder(String folder) {
        return List.of(folder.split("/", -1)).stream()
                .allMatch(segment -> SEGMENT.matcher(segment).matches());
    }

    /** One name without folders; a leading dot is allowed for move targets such as {@code .done}. */
    static boolean isPlainName(String name) {
        String literal = FUNCTION.matcher(name).replaceAll("x");
        String visible = literal.startsWith(".") ? literal.substring(1) : literal;
        return SEGMENT.matcher(visible).matches() && !literal.contains("..");
    }
}
