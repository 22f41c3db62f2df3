package dev.routewright.web;

import dev.routewright.integration.DeadLetterRun.Progress;
import dev.routewright.integration.DeadLetterRuns;
import dev.routewright.integration.DeadLetterSelection;
import dev.routewright.journal.DeadLetterFilter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Dead letters")
@RequestMapping("/api/integrations/{name}/dead-letters")
class DeadLetterRunsApi {
    private final DeadLetterRuns runs;

    DeadLetterRunsApi(DeadLetterRuns runs) {
        this.runs = runs;
    }

    /**
     * Which messages are meant: ids, or a filter, or all.
     *
     * @param atOnce replays under way at the same time; 1 keeps the order the messages came in
     */
    record Which(
            @Nullable List<String> ids,
            @Nullable String state,
            @Nullable String entry,
            @Nullable String step,
            @Nullable String text,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable Boolean all,
            @Nullable Integer limit,
            @Nullable Integer atOnce) {

        DeadLetterSelection selection() {
            return new DeadLetterSelection(
                    ids == null ? List.of() : ids,
                    new DeadLetterFilter(state, entry, step, text, since, until),
                    Boolean.TRUE.equals(all),
                    limit == null ? DeadLetterSelection.STANDARD : limit);
        }
    }

    @Operation(
            operationId = "replayDeadLetters",
            summary = "Send many in again, oldest first, a few at a time; the answer says where to watch")
    @ApiResponse(responseCode = "202", description = "It has begun.")
    @PostMapping("/replay")
    ResponseEntity<Progress> replay(@PathVariable String name, @RequestBody Which which) {
        int atOnce = which.atOnce() == null ? DeadLetterRuns.AT_ONCE : which.atOnce();
        return begun(name, runs.replay(name, which.selection(), atOnce));
    }

    @Operation(operationId = "deleteDeadLetters", summary = "Give many up; the answer says where to watch")
    @ApiResponse(responseCode = "202", description = "It has begun.")
    @PostMapping("/delete")
    ResponseEntity<Progress> delete(@PathVariable String name, @RequestBody Which which) {
        return begun(name, runs.delete(name, which.selection()));
    }

    @Operation(operationId = "getDeadLetterRun", summary = "How far a replay or a deletion of many is")
    @GetMapping("/replays/{id}")
    Progress progress(@PathVariable String name, @PathVariable String id) {
        return runs.progress(name, id);
    }

    @Operation(operationId = "stopDeadLetterRun", summary = "Begin no further message of a run")
    @DeleteMapping("/replays/{id}")
    Progress stop(@PathVariable String name, @PathVariable String id) {
        return runs.stop(name, id);
    }

    private static ResponseEntity<Progress> begun(String name, Progress progress) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/integrations/%s/dead-letters/replays/%s".formatted(name, progress.id())))
                .body(progress);
    }
}
