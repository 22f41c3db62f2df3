package dev.routewright.rehearsal;

import dev.routewright.route.Evidence;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Evidence for machines and people: the runs as they were seen, and the same as a table.
 *
 * @param untried as in {@link Evidence}
 * @param table a row for each run
 */
public record EvidenceReport(List<Evidence.Run> runs, List<String> untried, List<EvidenceRow> table) {
    public EvidenceReport {
        runs = List.copyOf(runs);
        untried = List.copyOf(untried);
        table = List.copyOf(table);
    }

    public static EvidenceReport of(Evidence evidence) {
        var rows = IntStream.range(0, evidence.runs().size())
                .mapToObj(i -> EvidenceRow.of(i + 1, evidence.runs().get(i)))
                .toList();
        return new EvidenceReport(evidence.runs(), evidence.untried(), rows);
    }
}
