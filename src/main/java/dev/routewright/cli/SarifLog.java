package dev.routewright.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of SARIF 2.1.0 that is written here; the names are the standard's. */
record SarifLog(@JsonProperty("$schema") String schema, String version, List<Run> runs) {

    record Run(Tool tool, List<Invocation> invocations, String columnKind, List<Result> results, Judged properties) {}

    /** Our own: by which policy it was judged. */
    record Judged(String policy, String policyHash) {}

    record Tool(Driver driver) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Driver(String name, String version, @Nullable String informationUri, List<Rule> rules) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Rule(
            String id,
            Text shortDescription,
            Text fullDescription,
            Help help,
            @Nullable String helpUri,
            Configuration defaultConfiguration) {}

    record Text(String text) {}

    record Help(String text, String markdown) {}

    record Configuration(String level) {}

    record Invocation(boolean executionSuccessful) {}

    record Result(
            String ruleId,
            int ruleIndex,
            String level,
            Text message,
            List<Location> locations,
            Map<String, String> partialFingerprints) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Location(PhysicalLocation physicalLocation, List<LogicalLocation> logicalLocations) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PhysicalLocation(
            ArtifactLocation artifactLocation, @Nullable Region region) {}

    record ArtifactLocation(String uri) {}

    record Region(int startLine, int startColumn) {}

    record LogicalLocation(String name, String kind) {}
}
