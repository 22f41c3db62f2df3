package dev.routewright.deploy;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.stream.Stream;

/**
 * One field that is not as it should be.
 *
 * @param path such as {@code spec.replicas}
 * @param before what was or should be there as YAML, empty for nothing
 * @param now what is or will be there as YAML, empty for nothing
 * @param by who set what is there now, empty when that is not known
 */
public record Difference(String path, String before, String now, String by) {
    private static final int SHORT = 60;
    private static final int MOST = 40;
    private static final int CONTEXT = 1;

    /** For people: one line where that goes, a unified diff below the path otherwise. */
    public List<String> lines() {
        var who = by.isEmpty() ? "" : ", set by " + by;
        if (isShort(before) && isShort(now))
            return List.of("%s: %s → %s%s".formatted(path, shown(before), shown(now), who));
        var old = before.lines().toList();
        var diff = UnifiedDiffUtils.generateUnifiedDiff(
                "", "", old, DiffUtils.diff(old, now.lines().toList()), CONTEXT);
        var lines = diff.stream().skip(2).filter(line -> !line.startsWith("@@")).toList();
        return Stream.of(
                        Stream.of(path + ":" + who),
                        lines.stream().limit(MOST).map(line -> "  " + line),
                        lines.size() > MOST
                                ? Stream.of("  … %d more lines".formatted(lines.size() - MOST))
                                : Stream.<String>empty())
                .flatMap(all -> all)
                .toList();
    }

    private static boolean isShort(String text) {
        return text.length() <= SHORT && text.indexOf('\n') < 0;
    }

    private static String shown(String text) {
        return text.isEmpty() ? "nothing" : text;
    }
}
