package dev.routewright.web;

import dev.routewright.cell.CellRuntime;
import dev.routewright.integration.DeadLetterDesk;
import dev.routewright.integration.DeadLetterEdit;
import dev.routewright.journal.DeadLetterFilter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Dead letters")
@RequestMapping("/api/integrations/{name}/dead-letters")
class DeadLettersApi {
    private final DeadLetterDesk desk;

    DeadLettersApi(DeadLetterDesk desk) {
        this.desk = desk;
    }

    @Operation(
            operationId = "listDeadLetters",
            summary = "Messages an integration could not deliver, newest first; also of one that was deleted")
    @GetMapping
    List<DeadLetterView> list(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String entry,
            @RequestParam(required = false) @Nullable String step,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "100") int limit) {
        var filter = new DeadLetterFilter(state, entry, step, text, since, until);
        return desk.list(name, filter, before, limit).stream()
                .map(DeadLetterView::of)
                .toList();
    }

    @Operation(operationId = "getDeadLetter", summary = "One of them with headers and body, masked")
    @GetMapping("/{id}")
    DeadLetterView.Whole one(@PathVariable String name, @PathVariable String id) {
        return DeadLetterView.Whole.of(desk.show(name, id));
    }

    @Operation(operationId = "getDeadLetterFirst", summary = "One of them as it came, when it was changed since")
    @GetMapping("/{id}/first")
    DeadLetterView.Whole first(@PathVariable String name, @PathVariable String id) {
        return DeadLetterView.Whole.of(desk.showFirst(name, id));
    }

    @Operation(
            operationId = "editDeadLetter",
            summary = "Change what a replay sends; values left masked stay as they are stored")
    @PutMapping("/{id}")
    DeadLetterView.Whole edit(@PathVariable String name, @PathVariable String id, @RequestBody DeadLetterEdit edit) {
        return DeadLetterView.Whole.of(desk.edit(name, id, edit));
    }

    @Operation(
            operationId = "replayDeadLetter",
            summary = "Send it in again, to the live version; if it fails it is kept anew")
    @PostMapping("/{id}/replay")
    CellRuntime.Replayed replay(@PathVariable String name, @PathVariable String id) {
        return desk.replay(name, id);
    }

    @Operation(operationId = "deleteDeadLetter", summary = "Give it up")
    @ApiResponse(responseCode = "204", description = "It is gone.")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable String name, @PathVariable String id) {
        desk.delete(name, id);
        return ResponseEntity.noContent().build();
    }
}
