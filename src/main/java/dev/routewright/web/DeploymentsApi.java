package dev.routewright.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.routewright.integration.DeploymentLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Deployments")
@RequestMapping("/api/integrations/{name}")
class DeploymentsApi {
    private static final String MISSING =
            "Where it was brought and what came of it is missing. Nothing was noted. Send \\{\"cluster\": \"…\", \"namespace\": \"…\", \"outcome\": \"running\"\\}.";

    private final DeploymentLog log;

    DeploymentsApi(DeploymentLog log) {
        this.log = log;
    }

    /**
     * @param by who did it, as far as the command knows
     * @param outcome {@code running}, {@code failed}, {@code late} or {@code removed}
     */
    record Request(
            @NotBlank(message = MISSING) String cluster,
            @NotBlank(message = MISSING) String namespace,
            @Nullable String by,
            @NotBlank(message = MISSING) String outcome,
            @Nullable String cause) {
        DeploymentLog.Note note() {
            return new DeploymentLog.Note(
                    cluster, namespace, by == null ? "" : by, outcome, cause == null ? "" : cause);
        }
    }

    record Deployment(
            Instant at, int version, @JsonUnwrapped DeploymentLog.Note note) {
        static Deployment of(DeploymentLog.Noted noted) {
            return new Deployment(noted.at(), noted.version(), noted.note());
        }
    }

    @Operation(
            operationId = "noteDeployment",
            summary =
                    "Note in the journal that a version was brought to a cluster, or taken from it, and what came of it")
    @ApiResponse(responseCode = "201", description = "Noted.", useReturnTypeSchema = true)
    @PostMapping("/versions/{number}/deployments")
    ResponseEntity<Deployment> note(
            @PathVariable String name, @PathVariable int number, @Valid @RequestBody Request request) {
        var noted = log.note(name, number, request.note());
        return ResponseEntity.created(URI.create("/api/integrations/%s/deployments".formatted(name)))
                .body(Deployment.of(noted));
    }

    @Operation(
            operationId = "listDeployments",
            summary =
                    "Where versions of an integration were brought and what came of it, newest first, as it was noted")
    @GetMapping("/deployments")
    List<Deployment> list(@PathVariable String name, @RequestParam(defaultValue = "100") int limit) {
        return log.of(name, limit).stream().map(Deployment::of).toList();
    }
}
