package dev.routewright.web;

import dev.routewright.export.Export;
import dev.routewright.export.Exporter;
import dev.routewright.export.Given;
import dev.routewright.export.Options;
import dev.routewright.export.Settable;
import dev.routewright.export.Target;
import dev.routewright.integration.Declined;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Versions")
@RequestMapping("/api/integrations/{name}/versions/{number}")
class ExportApi {
    private static final MediaType YAML = MediaType.parseMediaType(Yaml.STANDARD);
    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

    private static final String SET = "set";
    private static final String SET_SAYS =
            "NAME=VALUE, to be written among its settings; repeatable. Names are those of …/settings. Never a secret: it is refused";

    private final Exporter exporter;

    ExportApi(Exporter exporter) {
        this.exporter = exporter;
    }

    @Operation(
            operationId = "exportVersion",
            summary = "An approved version as something that runs without Routewright",
            description =
                    "A zip: for camel-k the resources of a cluster with a README, for camel-main and spring-boot a Maven project "
                            + "with the rehearsal as its tests. Asked for application/yaml, camel-k is one file for kubectl apply. The "
                            + "same version gives the same bytes; no credential is among them. The journal notes who asked.")
    @ApiResponse(
            responseCode = "200",
            description = "The export",
            content = {
                @Content(mediaType = "application/zip", schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = Yaml.STANDARD, schema = @Schema(type = "string"))
            })
    @GetMapping("/export")
    ResponseEntity<byte[]> export(
            @PathVariable String name,
            @PathVariable int number,
            @Parameter(schema = @Schema(allowableValues = {"camel-k", "camel-main", "spring-boot"}))
                    @RequestParam(defaultValue = "camel-k")
                    String to,
            @RequestParam(required = false) @Nullable String repository,
            @RequestParam(defaultValue = "false") boolean knative,
            @RequestParam(defaultValue = "false") boolean keda,
            @Parameter(
                            name = SET,
                            in = ParameterIn.QUERY,
                            description = SET_SAYS,
                            array = @ArraySchema(schema = @Schema(type = "string")))
                    @RequestParam
                    MultiValueMap<String, String> all,
            @Parameter(hidden = true) @RequestHeader(value = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept) {
        var target = Target.of(to)
                .orElseThrow(() -> unusable(
                        "There is nothing to export to under this name; there is %s.".formatted(Target.all())));
        var options = options(repository, knative, keda, all);
        if (target == Target.CAMEL_K && prefersYaml(accept))
            return answer(
                    YAML,
                    name + ".yaml",
                    exporter.resources(name, number, options, "api").getBytes(StandardCharsets.UTF_8));
        Export export = exporter.export(name, number, target, options, "api");
        return answer(ZIP, "%s-%d-%s.zip".formatted(name, number, target.code()), export.zip());
    }

    @Operation(
            operationId = "versionResources",
            summary = "What a cluster with Camel K holds of an approved version when nobody has changed it",
            description =
                    "To compare a cluster with, or to see what a deployment would bring: the same bytes as the export to camel-k as "
                            + "application/yaml. Nothing leaves by it, so that the journal notes nothing.")
    @ApiResponse(
            responseCode = "200",
            description = "The resources, several documents",
            content = @Content(mediaType = Yaml.STANDARD, schema = @Schema(type = "string")))
    @GetMapping("/resources")
    ResponseEntity<byte[]> resources(
            @PathVariable String name,
            @PathVariable int number,
            @RequestParam(required = false) @Nullable String repository,
            @RequestParam(defaultValue = "false") boolean knative,
            @RequestParam(defaultValue = "false") boolean keda,
            @Parameter(
                            name = SET,
                            in = ParameterIn.QUERY,
                            description = SET_SAYS,
                            array = @ArraySchema(schema = @Schema(type = "string")))
                    @RequestParam
                    MultiValueMap<String, String> all) {
        var yaml = exporter.compared(name, number, options(repository, knative, keda, all));
        return ResponseEntity.ok().contentType(YAML).body(yaml.getBytes(StandardCharsets.UTF_8));
    }

    @Operation(
            operationId = "versionSettings",
            summary = "What may be set about an approved version where it runs",
            description =
                    "Each of them may be given as `set` when it is exported. A version does not run unless those that are mandatory "
                            + "are set.")
    @GetMapping("/settings")
    List<Settable> settings(@PathVariable String name, @PathVariable int number) {
        return exporter.settings(name, number);
    }

    /** Taken apart by ourselves: Spring would take a list of one apart at its commas. */
    private static Options options(
            @Nullable String repository, boolean knative, boolean keda, MultiValueMap<String, String> all) {
        try {
            var given = Given.of(all.getOrDefault(SET, List.of()));
            return new Options(Optional.ofNullable(repository).map(ExportApi::uri), knative, keda, given);
        } catch (IllegalArgumentException e) {
            throw unusable(String.valueOf(e.getMessage()));
        }
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("The repository is not an address.");
        }
    }

    private static Declined unusable(String sentence) {
        return new Declined(
                Declined.Reason.UNUSABLE, sentence + " Nothing was exported. Correct it and send it again.");
    }

    private static boolean prefersYaml(String accept) {
        List<MediaType> types;
        try {
            types = MediaType.parseMediaTypes(accept);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return types.stream().anyMatch(YAML::equalsTypeAndSubtype)
                && types.stream().noneMatch(ZIP::equalsTypeAndSubtype);
    }

    /** The name is one of an integration that exists, and so has no character that means anything here. */
    private static ResponseEntity<byte[]> answer(MediaType type, String file, byte[] content) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(file))
                .body(content);
    }
}
