package dev.routewright.web;

import dev.routewright.integration.Checks;
import dev.routewright.integration.Judge;
import dev.routewright.rehearsal.EvidenceReport;
import dev.routewright.route.Finding;
import dev.routewright.route.Grant;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Checks")
@RequestMapping(
        path = "/api",
        consumes = {Yaml.STANDARD, Yaml.OLD, Yaml.TEXT, Yaml.OLD_TEXT, Yaml.PLAIN, Yaml.UNNAMED})
class ChecksApi {
    private final Checks checks;

    ChecksApi(Checks checks) {
        this.checks = checks;
    }

    record Rehearsed(List<Finding> findings, Grant grant, EvidenceReport rehearsal, boolean passed) {}

    @Operation(
            operationId = "inspectRoute",
            summary = "Judge a route without keeping it: findings, and the grant it would need")
    @PostMapping("/inspect")
    Judge.Judgement inspect(@RequestBody(required = false) @Nullable String yaml) {
        return checks.inspect(yaml == null ? "" : yaml);
    }

    @Operation(
            operationId = "rehearseRoute",
            summary = "Judge a route and run it against stubs, with faults injected, without keeping it")
    @PostMapping("/rehearse")
    Rehearsed rehearse(@RequestBody(required = false) @Nullable String yaml) {
        var dossier = checks.rehearse(yaml == null ? "" : yaml);
        return new Rehearsed(
                dossier.findings(),
                dossier.grant(),
                EvidenceReport.of(dossier.rehearsal()),
                dossier.findings().stream().noneMatch(Finding::isError));
    }
}
