package dev.routewright.web;

import dev.routewright.integration.Changes;
import dev.routewright.integration.Declined;
import dev.routewright.integration.VersionDiff;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Changes")
@RequestMapping("/api/integrations/{name}")
class ChangesApi {
    private static final String LIVE = "live";
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final Changes changes;

    ChangesApi(Changes changes) {
        this.changes = changes;
    }

    record Request(
            @NotNull(message = "The change is missing. Nothing was created. Send \\{\"change\": \"…\"\\}.")
            String change) {}

    @Operation(
            operationId = "changeIntegration",
            summary = "Ask for a change of what is live: its description with the wish added becomes a new version",
            description = "A model changes the live route as little as the wish needs. Without a model the whole "
                    + "description is drafted anew. What is live goes on until the new version is approved.")
    @ApiResponse(
            responseCode = "202",
            description = "Taken in. Location names the version.",
            useReturnTypeSchema = true)
    @PostMapping("/changes")
    ResponseEntity<VersionView> change(@PathVariable String name, @Valid @RequestBody Request request) {
        return IntegrationsApi.accepted(changes.request(name, request.change()));
    }

    @Operation(
            operationId = "diffVersion",
            summary =
                    "What is different in a version: a unified diff of the routes, or JSON with the steps of the plans")
    @ApiResponse(
            responseCode = "200",
            description = "Empty text when the routes are the same.",
            content = {
                @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string")),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = VersionDiff.class))
            })
    @GetMapping(
            path = "/versions/{number}/diff",
            produces = {MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<Object> diff(
            @PathVariable String name,
            @PathVariable int number,
            @Parameter(description = "the version it is compared with: a number, or live")
                    @RequestParam(defaultValue = LIVE)
                    String against,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) @Parameter(hidden = true)
                    List<MediaType> accept) {
        var diff = changes.diff(name, number, number(against));
        var json = accept.stream()
                .filter(type -> !type.isWildcardType())
                .anyMatch(MediaType.APPLICATION_JSON::isCompatibleWith);
        return json
                ? ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(diff)
                : ResponseEntity.ok().contentType(TEXT).body(diff.unified());
    }

    private static @Nullable Integer number(String against) {
        if (against.equals(LIVE)) return null;
        if (against.matches("[1-9][0-9]{0,8}")) return Integer.valueOf(against);
        throw new Declined(
                Declined.Reason.UNUSABLE,
                "A version is compared with live or with the number of another. Nothing was changed. Say ?against=live or "
                        + "?against=2.");
    }
}
