package dev.routewright.cli;

import dev.routewright.rehearsal.EvidenceReport;
import dev.routewright.rehearsal.EvidenceRow;
import dev.routewright.route.Evidence;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Evidence for a terminal of 120 columns: what was injected, what came of it, and below what is worth a look. */
final class EvidenceTable {
    private static final List<String> HEADS =
            List.of("#", "OUTCOME", "INJECTED", "CALLER SAW", "CALLED", "THE MESSAGE IS");
    private static final List<Integer> WIDTHS = List.of(3, 7, 30, 20, 26, 24);

    private EvidenceTable() {}

    static void print(PrintWriter out, Evidence evidence) {
        var report = EvidenceReport.of(evidence);
        var rows = report.table().stream().map(EvidenceTable::row).toList();
        Terminal.wrapped(out, HEADS, rows, WIDTHS);
        for (var row : report.table())
            for (var remark : row.remarks())
                out.println(Terminal.clean("remark on %d: %s".formatted(row.number(), remark)));
        report.untried().forEach(one -> out.println(Terminal.clean(one)));
        out.flush();
    }

    private static List<List<String>> row(EvidenceRow row) {
        var cells = new ArrayList<List<String>>();
        cells.add(List.of(String.valueOf(row.number())));
        cells.add(List.of(row.passed() ? "passed" : "FAILED"));
        cells.add(List.of(row.what()));
        cells.add(List.of(row.caller().isEmpty() ? "-" : row.caller()));
        cells.add(row.called().isEmpty() ? List.of("-") : row.called());
        cells.add(List.of(row.message()));
        return cells;
    }
}
