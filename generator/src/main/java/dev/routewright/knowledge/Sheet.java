package dev.routewright.knowledge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Text within a budget of tokens. Each block comes in several versions, the longest first. When all do not fit, blocks
 * get shorter versions, those that were added last first; then blocks that are not needed are left out; then the needed
 * ones get their last version and are left out in the same order. The same blocks give the same text.
 */
final class Sheet {
    private static final int UNKNOWN = -1;

    private final List<Block> blocks = new ArrayList<>();

    private static final class Block {
        final List<String> versions;
        final int[] costs;
        final boolean needed;
        /** Which version is shown; as many as there are: none. */
        int shown;

        Block(boolean needed, String... versions) {
            this.needed = needed;
            this.versions = List.of(versions);
            this.costs = new int[versions.length];
            Arrays.fill(costs, UNKNOWN);
        }

        int cost() {
            return shown < costs.length ? cost(shown) : 0;
        }

        /** Counting is most of the work, and most versions are never asked for. */
        int cost(int version) {
            if (costs[version] == UNKNOWN) costs[version] = Sheet.cost(versions.get(version));
            return costs[version];
        }
    }

    void add(String... versions) {
        blocks.add(new Block(false, versions));
    }

    void need(String... versions) {
        blocks.add(new Block(true, versions));
    }

    String text(int tokens) {
        int total = blocks.stream().mapToInt(Block::cost).sum();
        int longest =
                blocks.stream().mapToInt(block -> block.versions.size()).max().orElse(0);
        int shortest = Math.max(2, longest - 1);
        for (int version = 1; version < shortest; version++) total = shorten(version, total, tokens);
        total = leaveOut(false, total, tokens);
        for (int version = shortest; version < longest; version++) total = shorten(version, total, tokens);
        total = leaveOut(true, total, tokens);
        lengthen(total, tokens);
        return cut(joined(), tokens);
    }

    private int shorten(int version, int total, int tokens) {
        for (int n = blocks.size() - 1; n >= 0 && total > tokens; n--) {
            var block = blocks.get(n);
            if (version < block.costs.length && block.shown < version) total = show(block, version, total);
        }
        return total;
    }

    private int leaveOut(boolean needed, int total, int tokens) {
        for (int n = blocks.size() - 1; n >= 0 && total > tokens; n--) {
            var block = blocks.get(n);
            if (block.needed == needed) total = show(block, block.costs.length, total);
        }
        return total;
    }

    /** What was left out may have made room for more of what stands before it. */
    private void lengthen(int total, int tokens) {
        for (Block block : blocks)
            for (int version = 0; version < block.shown && block.shown < block.costs.length; version++)
                if (total - block.cost() + block.cost(version) <= tokens) {
                    total = show(block, version, total);
                    break;
                }
    }

    private static int show(Block block, int version, int total) {
        int before = block.cost();
        block.shown = version;
        return total - before + block.cost();
    }

    private String joined() {
        return blocks.stream()
                .filter(block -> block.shown < block.costs.length)
                .map(block -> block.versions.get(block.shown))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** The first lines that fit: the whole can cost a little more than its parts. */
    static String cut(String text, int tokens) {
        if (Tokens.count(text) <= tokens) return text;
        var kept = new StringBuilder();
        int left = tokens;
        for (String line : text.split("\n")) {
            left -= cost(line);
            if (left < 0) break;
            if (kept.length() > 0) kept.append('\n');
            kept.append(line);
        }
        return kept.toString();
    }

    private static int cost(String text) {
        return text.isEmpty() ? 0 : Tokens.count(text) + 1;
    }
}
