package dev.routewright.web;

import dev.routewright.integration.SecurityRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Security")
class SecurityApi {
    private final SecurityRecord record;

    SecurityApi(SecurityRecord record) {
        this.record = record;
    }

    @Operation(
            operationId = "listSecurityEvents",
            summary =
                    "Attempts to reach outside a grant or beyond a budget, and what was done about them, newest first")
    @GetMapping("/api/security-events")
    List<SecurityRecord.Event> events(
            @RequestParam(required = false) @Nullable String integration,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            @RequestParam(defaultValue = "100") int limit) {
        return record.events(integration, before, limit);
    }
}
