package dev.routewright.integration;

import dev.routewright.cell.CellRuntime;
import dev.routewright.route.Grant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One integration at a glance.
 *
 * @param status of the live version, or of the latest when none is live
 * @param version the live version, or the latest when none is live
 * @param pending whether the latest version is another one, and somebody may still have to do something about it: a person
 *     who turned it down or stopped it has
 * @param why the sentence that explains the status, when there is one
 * @param entries where messages come in, in words
 * @param example a line to paste into a shell, or the reason why nothing is live
 * @param sandbox the services it calls that are only simulated
 * @param figures null when no cell runs
 * @param deadLetters messages waiting to be replayed
 * @param callsWaiting calls that are made later, those that undo something among them
 * @param security what its cells stopped
 */
public record Overview(
        String name,
        String status,
        int version,
        @Nullable Integer live,
        int latest,
        String latestStatus,
        boolean pending,
        boolean paused,
        @Nullable String why,
        List<Grant.Entry> entries,
        List<String> addresses,
        String example,
        List<String> sandbox,
        CellRuntime.@Nullable Figures figures,
        long deadLetters,
        long callsWaiting,
        SecurityRecord.Standing security) {}
