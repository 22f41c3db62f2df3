package dev.routewright.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Text within a budget of tokens. Each block comes in several versions, the longest first; when all do not fit, the
 * blocks that were added last give way first, one version after the other. The same blocks give the same text.
 */
final class Sheet {
    private final List<List<String>> blocks = new ArrayList<>();

    /** @param versions the last one is what must be said; the block can still be left out when even that is too much */
    void add(String... versions) {
        blocks.add(List.of(versions));
    }

    String text(int tokens) {
        int[] shown = new int[blocks.size()];
        int[][] costs = new int[blocks.size()][];
        int total = 0;
        for (int n = 0; n < shown.length; n++) {
            costs[n] = blocks.get(n).stream().mapToInt(Sheet::cost).toArray();
            total += costs[n][0];
        }
        int longest = blocks.stream().mapToInt(List::size).max().orElse(0);
        for (int version = 1; version <= longest; version++)
            for (int n = shown.length - 1; n >= 0 && total > tokens; n--) {
                if (shown[n] >= costs[n].length || shown[n] >= version) continue;
                boolean gone = version == costs[n].length;
                if (gone && version < longest) continue;
                total -= costs[n][shown[n]] - (gone ? 0 : costs[n][version]);
                shown[n] = version;
            }
        for (int n = shown.length - 1; n >= 0 && total > tokens; n--)
            if (shown[n] < costs[n].length) {
                total -= costs[n][shown[n]];
                shown[n] = costs[n].length;
            }
        var lines = new ArrayList<String>();
        for (int n = 0; n < shown.length; n++)
            if (shown[n] < costs[n].length) lines.add(blocks.get(n).get(shown[n]));
        // the whole can cost a little more than its parts
        while (!lines.isEmpty() && Tokens.count(joined(lines)) > tokens) lines.remove(lines.size() - 1);
        return joined(lines);
    }

    private static String joined(List<String> lines) {
        return lines.stream().filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static int cost(String text) {
        return text.isEmpty() ? 0 : Tokens.count(text) + 1;
    }
}
