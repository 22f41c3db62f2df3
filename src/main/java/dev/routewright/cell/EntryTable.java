package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.CellFailed;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which path leads to which cell. Replaced as a whole, so that a request sees either the entries of a version or those
 * of its successor, never a mixture.
 */
final class EntryTable {
    private volatile List<Door> doors = List.of();

    /** One entry of one live cell. */
    record Door(Cell cell, HttpEntry entry, Set<String> methods, List<String> segments) {
        static Stream<Door> of(Cell cell) {
            return cell.doors().stream().map(e -> new Door(cell, e, e.methods(), split(e.path())));
        }

        boolean clashes(Door other) {
            return methods.stream().anyMatch(other.methods::contains) && shape().equals(other.shape());
        }

        private List<String> shape() {
            return segments.stream().map(s -> isParameter(s) ? "{}" : s).toList();
        }

        private boolean isExact() {
            return segments.stream().noneMatch(EntryTable::isParameter);
        }

        private Optional<Map<String, String>> match(List<String> path) {
            if (path.size() != segments.size()) return Optional.empty();
            // Most doors are not meant: nothing is made for them.
            for (int i = 0; i < path.size(); i++) {
                var segment = segments.get(i);
                if (!segment.equals(path.get(i)) && !isParameter(segment)) return Optional.empty();
            }
            var parameters = new TreeMap<String, String>();
            for (int i = 0; i < path.size(); i++) {
                var segment = segments.get(i);
                if (isParameter(segment)) parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
            }
            return Optional.of(parameters);
        }
    }

    /** @param allowed methods the path knows, when it knows this one not; empty when nothing lives there */
    record Found(Optional<Door> door, Map<String, String> parameters, Set<String> allowed) {}

    Found find(String method, String rawPath) {
        var path = split(rawPath).stream().map(EntryTable::decoded).toList();
        var allowed = new TreeSet<String>();
        for (var door : doors) {
            var parameters = door.match(path);
            if (parameters.isEmpty()) continue;
            if (door.methods().contains(method)) return new Found(Optional.of(door), parameters.get(), Set.of());
            allowed.addAll(door.methods());
        }
        return new Found(Optional.empty(), Map.of(), allowed);
    }

    /** @throws CellFailed when another integration has one of the cell's entries */
    synchronized void check(Cell cell) throws CellFailed {
        for (var door : Door.of(cell).toList())
            for (var other : doors)
                if (!other.cell().integration().equals(cell.integration()) && door.clashes(other))
                    throw new CellFailed(
                            ("[%s] The entry %s %s is taken by the integration %s. Nothing has changed; give one of the "
                                            + "two another path.")
                                    .formatted(
                                            cell.integration(),
                                            String.join(",", door.methods()),
                                            door.entry().path(),
                                            other.cell().integration()),
                            null);
    }

    /** Lets the cell's entries take the place of those its integration had. */
    synchronized void put(Cell cell) throws CellFailed {
        check(cell);
        set(Stream.concat(without(cell.integration()), Door.of(cell)));
    }

    synchronized void remove(String integration) {
        set(without(integration));
    }

    private Stream<Door> without(String integration) {
        return doors.stream().filter(d -> !d.cell().integration().equals(integration));
    }

    /** Exact paths come first: {@code /orders/latest} before {@code /orders/{id}}. */
    private void set(Stream<Door> changed) {
        var sorted = changed.collect(Collectors.partitioningBy(Door::isExact));
        var all = new ArrayList<>(sorted.get(true));
        all.addAll(sorted.get(false));
        doors = List.copyOf(all);
    }

    private static List<String> split(String path) {
        var trimmed = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return List.of(trimmed.split("/", -1));
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return segment;
        }
    }
}
