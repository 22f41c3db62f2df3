package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A file that was read is moved to where it is not read again. Left in the folder under another name it would come back
 * with the next look, for ever. A target without functions is a folder for Camel.
 */
final class FileMoves implements Rule {
    private static final Pattern FUNCTION = Pattern.compile("\\$\\{[^{}]*}");

    @Override
    public void judge(Subject subject, Findings findings) {
        subject.endpoints("file").filter(Endpoint::consumes).forEach(entry -> List.of("move", "moveFailed")
                .forEach(option -> entry.option(option)
                        .filter(target -> isReadAgain(entry, target))
                        .ifPresent(target -> findings.add(
                                RuleId.CYCLE,
                                entry.place(),
                                entry.step(),
                                "A file moved to " + quote(target) + " would be read again.",
                                "Move it into a folder whose name begins with a dot, such as `.done/${file:name}`."))));
    }

    /** Whether the target is a folder of the data folder and not one below the folder that is read. */
    static boolean isFromTheTop(String target) {
        return target.startsWith("/");
    }

    /** The folder of a target from the top, as the grant names it. A target without functions is a folder. */
    static String folder(String target) {
        if (!target.contains("${")) return target.substring(1);
        var fixed = target.substring(0, target.indexOf("${"));
        return fixed.substring(1, Math.max(1, fixed.lastIndexOf('/')));
    }

    private static boolean isReadAgain(Endpoint entry, String target) {
        if (isFromTheTop(target)) {
            var folder = folder(target);
            boolean below = folder.startsWith(entry.path() + "/");
            if (!folder.equals(entry.path()) && !below) return false;
            return isReadAgain(entry, target.substring(entry.path().length() + 2));
        }
        String named = target.contains("${") ? target : target + "/${file:onlyname}";
        String plain = FUNCTION.matcher(named).replaceAll("x.x");
        int name = plain.lastIndexOf('/') + 1;
        boolean below = name > 0;
        boolean recursive = entry.option("recursive").filter("true"::equals).isPresent();
        boolean hidden = plain.startsWith(".") || plain.contains("/.");
        if (hidden || below && !recursive || below && isTooDeep(entry)) return false;
        if (entry.option("antInclude").isPresent()) return false;
        String file = plain.substring(name);
        return entry.option("include").map(p -> matches(p, file)).orElse(true)
                && !entry.option("exclude").map(p -> matches(p, file)).orElse(false)
                && entry.option("fileName").map(file::equals).orElse(true)
                && entry.option("noop").filter("true"::equals).isEmpty();
    }

    private static boolean isTooDeep(Endpoint entry) {
        return entry.option("maxDepth").filter("1"::equals).isPresent();
    }

    /** What is no cheap pattern is refused by another rule. */
    private static boolean matches(String pattern, String file) {
        try {
            return RegexCost.isCheap(pattern)
                    && Pattern.compile(pattern, Pattern.CASE_INSENSITIVE)
                            .matcher(file)
                            .matches();
        } catch (PatternSyntaxException none) {
            return false;
        }
    }
}
