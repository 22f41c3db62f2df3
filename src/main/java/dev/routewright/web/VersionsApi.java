package dev.routewright.web;

import dev.routewright.integration.Integrations;
import dev.routewright.rehearsal.EvidenceMarkdown;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@Tag(name = "Versions")
@RequestMapping("/api/integrations/{name}/versions/{number}")
class VersionsApi {
    private final Integrations integrations;
    private final EventStreams streams;

    VersionsApi(Integrations integrations, EventStreams streams) {
        this.integrations = integrations;
        this.streams = streams;
    }

    private static final String ANSWERS_MISSING =
            "The answers are missing. Nothing was changed. Send \\{\"answers\": [\\{\"question\": \"…\", \"answer\": \"…\"\\}]\\}.";

    record Answers(
            @Valid @NotEmpty(message = ANSWERS_MISSING) List<Answer> answers) {}

    record Answer(
            @NotNull(message = ANSWERS_MISSING) String question,
            @NotNull(message = ANSWERS_MISSING) String answer) {}

    record Reason(@Nullable String why) {}

    @Operation(
            operationId = "getVersion",
            summary = "A version: clauses, plan, questions, findings, route, grant and evidence")
    @GetMapping
    VersionView get(@PathVariable String name, @PathVariable int number) {
        return VersionView.of(integrations.get(name, number));
    }

    @Operation(operationId = "getEvidence", summary = "What the rehearsal of a version saw, as a page for reviews")
    @GetMapping(path = "/evidence", produces = "text/markdown;charset=UTF-8")
    String evidence(@PathVariable String name, @PathVariable int number) {
        var version = integrations.get(name, number);
        return EvidenceMarkdown.of(
                "%s, version %d".formatted(name, number), version.dossier().rehearsal());
    }

    @Operation(
            operationId = "followVersion",
            summary = "What happens to a version, as server-sent events: stage, token, finding, scenario, status",
            description =
                    "A token event carries a piece of what a model is writing and how many tokens it has written for "
                            + "this version so far; a listener that is too slow for them misses pieces and nothing else.")
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@PathVariable String name, @PathVariable int number) {
        return streams.open(integrations.get(name, number));
    }

    @Operation(
            operationId = "cancelVersion",
            summary = "Stop drafting or rehearsal; the version is failed then and can be tried again")
    @PostMapping("/cancel")
    VersionView cancel(@PathVariable String name, @PathVariable int number) {
        return VersionView.of(integrations.cancel(name, number));
    }

    @Operation(
            operationId = "retryVersion",
            summary = "Draft once more what failed or was rejected, with the answers it has")
    @ApiResponse(
            responseCode = "202",
            description = "Drafting goes on. Location names the version.",
            useReturnTypeSchema = true)
    @PostMapping("/retry")
    ResponseEntity<VersionView> retry(@PathVariable String name, @PathVariable int number) {
        return IntegrationsApi.accepted(integrations.retry(name, number));
    }

    @Operation(operationId = "answerVersion", summary = "Answer what the description left open; drafting goes on")
    @ApiResponse(
            responseCode = "202",
            description = "Drafting goes on. Location names the version.",
            useReturnTypeSchema = true)
    @PostMapping("/answers")
    ResponseEntity<VersionView> answer(
            @PathVariable String name, @PathVariable int number, @Valid @RequestBody Answers given) {
        var answers = new LinkedHashMap<String, String>();
        given.answers().forEach(one -> answers.put(one.question(), one.answer()));
        return IntegrationsApi.accepted(integrations.answer(name, number, answers));
    }

    @Operation(
            operationId = "editVersion",
            summary = "Put a route of your own in its place; it is inspected and rehearsed like any other")
    @ApiResponse(
            responseCode = "202",
            description = "Taken in. Location names the version.",
            useReturnTypeSchema = true)
    @PutMapping(
            path = "/route",
            consumes = {Yaml.STANDARD, Yaml.OLD, Yaml.TEXT, Yaml.OLD_TEXT, Yaml.PLAIN, Yaml.UNNAMED})
    ResponseEntity<VersionView> edit(
            @PathVariable String name, @PathVariable int number, @RequestBody(required = false) @Nullable String yaml) {
        return IntegrationsApi.accepted(integrations.edit(name, number, yaml == null ? "" : yaml));
    }

    @Operation(operationId = "approveVersion", summary = "Let it run: it takes the place of the version that is live")
    @PostMapping("/approve")
    VersionView approve(@PathVariable String name, @PathVariable int number) {
        return VersionView.of(integrations.approve(name, number, "api"));
    }

    @Operation(operationId = "rejectVersion", summary = "Let it not run")
    @PostMapping("/reject")
    VersionView reject(
            @PathVariable String name,
            @PathVariable int number,
            @RequestBody(required = false) @Nullable Reason reason) {
        return VersionView.of(integrations.reject(name, number, reason == null ? null : reason.why()));
    }
}
