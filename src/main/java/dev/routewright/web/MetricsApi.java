package dev.routewright.web;

import dev.routewright.operations.Figures;
import dev.routewright.operations.Overview;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Metrics")
class MetricsApi {
    private final Figures figures;

    MetricsApi(Figures figures) {
        this.figures = figures;
    }

    @Operation(
            operationId = "getMetrics",
            summary = "How often services, integrations and their steps are used, how long it takes, what comes of it")
    @GetMapping("/api/metrics")
    Overview metrics() {
        return figures.overview();
    }
}
