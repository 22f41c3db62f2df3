package dev.routewright.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.routewright.integration.Integrations;
import dev.routewright.integration.Overview;
import dev.routewright.integration.Overviews;
import dev.routewright.journal.Version;
import dev.routewright.route.Lang;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Integrations")
@RequestMapping("/api/integrations")
class IntegrationsApi {
    private final Integrations integrations;
    private final Overviews overviews;

    IntegrationsApi(Integrations integrations, Overviews overviews) {
        this.integrations = integrations;
        this.overviews = overviews;
    }

    /** @param name derived from the description when it is missing */
    record Submission(
            @Nullable String name,

            @NotNull(message = "The description is missing. Nothing was created. Send {\"description\": \"…\"}.")
            String description,

            @Nullable Lang language) {
        /** A description may hold a credential until the door has taken it out; a framework's log must not show it. */
        @Override
        public String toString() {
            return "Submission[%s]".formatted(name);
        }
    }

    record Rollback(@Nullable Integer version) {}

    record Detail(@JsonUnwrapped Overview overview, List<VersionView.Line> versions) {}

    @Operation(
            operationId = "submitIntegration",
            summary = "Send a description: it is drafted, inspected and rehearsed as a new version")
    @ApiResponse(
            responseCode = "202",
            description = "Taken in. Location names the version.",
            useReturnTypeSchema = true)
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<VersionView> submit(@Valid @RequestBody Submission submission) {
        return accepted(integrations.submit(submission.name(), submission.description(), submission.language(), "api"));
    }

    @Operation(
            operationId = "submitIntegration",
            summary = "Send a description: it is drafted, inspected and rehearsed as a new version")
    @ApiResponse(
            responseCode = "202",
            description = "Taken in. Location names the version.",
            useReturnTypeSchema = true)
    @PostMapping(consumes = {MediaType.TEXT_MARKDOWN_VALUE, MediaType.TEXT_PLAIN_VALUE})
    ResponseEntity<VersionView> submit(
            @RequestParam(required = false) @Nullable String name,
            @RequestBody(required = false) @Nullable String description) {
        return accepted(integrations.submit(name, description == null ? "" : description, null, "api"));
    }

    @Operation(operationId = "listIntegrations", summary = "All integrations at a glance")
    @GetMapping
    List<Overview> list() {
        return overviews.all();
    }

    @Operation(operationId = "getIntegration", summary = "One integration with its versions, newest first")
    @GetMapping("/{name}")
    Detail one(@PathVariable String name) {
        return new Detail(
                overviews.get(name),
                overviews.versions(name).stream().map(VersionView.Line::of).toList());
    }

    @Operation(
            operationId = "rollbackIntegration",
            summary = "Make an earlier version live again; the one before when none is named")
    @PostMapping("/{name}/rollback")
    VersionView rollback(@PathVariable String name, @RequestBody(required = false) @Nullable Rollback to) {
        return VersionView.of(integrations.rollback(name, to == null ? null : to.version()));
    }

    @Operation(operationId = "pauseIntegration", summary = "Take no new messages in until it is resumed")
    @PostMapping("/{name}/pause")
    Overview pause(@PathVariable String name) {
        integrations.pause(name);
        return overviews.get(name);
    }

    @Operation(operationId = "resumeIntegration", summary = "Take messages in again")
    @PostMapping("/{name}/resume")
    Overview resume(@PathVariable String name) {
        integrations.resume(name);
        return overviews.get(name);
    }

    @Operation(
            operationId = "deleteIntegration",
            summary = "Stop it and forget its versions; its dead letters are kept")
    @ApiResponse(responseCode = "204", description = "It is gone.")
    @DeleteMapping("/{name}")
    ResponseEntity<Void> delete(@PathVariable String name) {
        integrations.delete(name);
        return ResponseEntity.noContent().build();
    }

    static ResponseEntity<VersionView> accepted(Version version) {
        return ResponseEntity.accepted()
                .location(URI.create(VersionView.path(version)))
                .body(VersionView.of(version));
    }
}
