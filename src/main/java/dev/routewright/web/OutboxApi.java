package dev.routewright.web;

import dev.routewright.integration.OutboxDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Outbox")
@RequestMapping("/api/integrations/{name}/outbox")
class OutboxApi {
    private final OutboxDesk desk;

    OutboxApi(OutboxDesk desk) {
        this.desk = desk;
    }

    @Operation(
            operationId = "listOutbox",
            summary =
                    "Calls that wait to be made: those nobody waits for, and those that undo what a failed message did")
    @GetMapping
    List<OutboxView> list(@PathVariable String name, @RequestParam(defaultValue = "100") int limit) {
        return desk.list(name, limit).stream().map(OutboxView::of).toList();
    }

    @Operation(operationId = "retryCall", summary = "Make it now instead of at its next try")
    @ApiResponse(responseCode = "204", description = "It is due.")
    @PostMapping("/{id}/retry")
    ResponseEntity<Void> retry(@PathVariable String name, @PathVariable String id) {
        desk.retry(name, id);
        return ResponseEntity.noContent().build();
    }

    @Operation(operationId = "deleteCall", summary = "Give it up: it is never made")
    @ApiResponse(responseCode = "204", description = "It is gone.")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable String name, @PathVariable String id) {
        desk.delete(name, id);
        return ResponseEntity.noContent().build();
    }
}
