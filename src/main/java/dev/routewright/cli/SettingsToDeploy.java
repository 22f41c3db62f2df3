package dev.routewright.cli;

import dev.routewright.export.Given;
import dev.routewright.export.Settable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What is set about a version that is deployed: what is given now, and what was given before and is in the cluster. Nothing
 * is deployed that would not start for want of a setting.
 */
final class SettingsToDeploy {
    private static final String SET = "set=";

    private final StoredVersion stored;
    private final int version;
    private final ExportWay way;
    private final Given given;
    private final CommandSpec command;
    private List<Settable> known = List.of();

    SettingsToDeploy(StoredVersion stored, int version, ExportWay way, Given given, CommandSpec command) {
        this.stored = stored;
        this.version = version;
        this.way = way;
        this.given = given;
        this.command = command;
    }

    /** Asks what there is to set, before any cluster is asked. */
    void look() {
        known = stored.settings(version);
    }

    /**
     * How it is exported.
     *
     * @param before how the one that is there was, empty for none
     * @param say told what is taken over
     * @throws Complaint while something is missing
     */
    String over(String before, Consumer<String> say) {
        var taken = new TreeMap<String, String>();
        before(before).values().forEach((name, value) -> {
            if (given.values().containsKey(name)) return;
            boolean there = known.stream().anyMatch(one -> one.name().equals(name));
            if (there) taken.put(name, value);
            say.accept(
                    there
                            ? "%s=%s as it was set before".formatted(name, value)
                            : "%s was set before and is left out: version %d has no such setting"
                                    .formatted(name, version));
        });
        var all = given.over(new Given(taken)).kept();
        var missing = known.stream()
                .filter(one -> one.mandatory() && !all.values().containsKey(one.name()))
                .toList();
        if (!missing.isEmpty()) throw new Complaint(Exit.REFUSED, sentence(missing));
        return way.query(unknownToo(all));
    }

    /** What is to be as if nobody had set it may be misspelt, which the server says. */
    private Given unknownToo(Given all) {
        var unknown = new TreeMap<>(given.values());
        unknown.keySet()
                .removeIf(name -> known.isEmpty()
                        || known.stream().anyMatch(one -> one.name().equals(name)));
        return all.over(new Given(unknown));
    }

    private Given before(String how) {
        try {
            return Given.of(Arrays.stream(how.split("&"))
                    .filter(one -> one.startsWith(SET))
                    .map(one -> URLDecoder.decode(one.substring(SET.length()), StandardCharsets.UTF_8))
                    .toList());
        } catch (IllegalArgumentException unreadable) {
            throw new Complaint(
                    Exit.REFUSED,
                    ("What the cluster notes of how %s was exported is not readable. Nothing was changed. Remove the annotation "
                                    + "routewright.dev/export of the Integration, and set everything again.")
                            .formatted(stored.name()));
        }
    }

    private String sentence(List<Settable> missing) {
        var lines = missing.stream()
                .map(one -> "  %s: %s\n".formatted(one.name(), one.says()))
                .collect(Collectors.joining());
        var said = command.root().commandLine().getParseResult().originalArgs().stream()
                .map(SettingsToDeploy::quoted);
        var more = missing.stream().map(one -> "--set %s=…".formatted(one.name().replaceFirst("^routewright\\.", "")));
        return "%s/%d does not start unless this is set:\n%sNothing was changed. Call it again, with what holds there:\n  ./routewright %s %s"
                .formatted(
                        stored.name(),
                        version,
                        lines,
                        said.collect(Collectors.joining(" ")),
                        more.collect(Collectors.joining(" ")));
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=,@%+-]+") ? argument : "'%s'".formatted(argument.replace("'", "'\\''"));
    }
}
