package dev.routewright.integration;

import java.util.List;

/**
 * One line of the table a start prints.
 *
 * @param integration its name, or the file's name when a file could not be taken in
 * @param status as in the API, {@code refused} for a file that could not be taken in
 * @param entry where messages come in, empty when nothing is live
 * @param example a line to paste into a shell for what is live, otherwise the reason why it is not; may be empty
 * @param sandbox the services it calls that are only simulated
 */
public record StartupRow(String integration, String status, String entry, String example, List<String> sandbox) {
    public StartupRow {
        sandbox = List.copyOf(sandbox);
    }
}
