package dev.routewright.inspection;

import static dev.routewright.inspection.PolicyOutline.each;

import dev.routewright.inspection.PolicyText.Entry;
import dev.routewright.inspection.PolicyText.Section;
import java.util.ArrayList;
import java.util.List;

/** The sections of a policy that are lists of names and numbers, not shapes of a route. */
final class PolicyLists {
    private final Policy.Content policy;

    PolicyLists(Policy.Content policy) {
        this.policy = policy;
    }

    List<Section> sections() {
        return List.of(
                headers(),
                placeholders(),
                network(),
                topics(),
                folders(),
                limits(),
                references(),
                exceptions(),
                ids(),
                money(),
                seenTo());
    }

    private Section headers() {
        var entries = new ArrayList<>(Entry.values(policy.headers().control()));
        entries.add(Entry.names("never set", "", policy.headers().forbidden()));
        return new Section(
                "headers",
                "Headers",
                "Of the headers that steer Camel only those named here may be set; other names are free.",
                List.of("headers"),
                entries);
    }

    private Section placeholders() {
        var entries = new ArrayList<Entry>();
        each(policy.placeholders(), (name, value) -> entries.add(Entry.of("{{" + name + "}}", "becomes " + value)));
        return new Section(
                "placeholders",
                "Placeholders",
                entries.isEmpty() ? "None." : "Filled in before anything is judged.",
                List.of("placeholders"),
                entries);
    }

    private Section network() {
        var egress = policy.egress();
        var entries = new ArrayList<Entry>();
        each(egress.hosts(), (host, schemes) -> entries.add(Entry.names(host, "called by", schemes)));
        entries.add(Entry.names(
                "ports", "", egress.ports().stream().map(String::valueOf).toList()));
        entries.add(Entry.names(
                "networks",
                egress.networks().isEmpty() ? "public addresses only" : "besides public addresses those in",
                egress.networks()));
        return new Section(
                "network",
                "Hosts, ports and networks",
                egress.hosts().isEmpty()
                        ? "No host may be called by its address; services are called by Kamelet."
                        : "Hosts a route may call by address; *.example stands for one or more labels in front.",
                List.of("egress"),
                entries);
    }

    private Section topics() {
        return new Section(
                "topics",
                "Kafka topics",
                "* is a name in small letters, ** any; the grant names what a version really uses.",
                List.of("topics"),
                List.of(
                        Entry.names("allowed", "", policy.topics().allowed()),
                        Entry.names("reserved", "", policy.topics().reserved())));
    }

    private Section folders() {
        return new Section(
                "folders",
                "Folders and file names",
                "All lie below the shared data folder; ** is all of it.",
                List.of("folders"),
                List.of(
                        Entry.names("allowed", "", policy.folders().allowed()),
                        Entry.names(
                                "in file names",
                                "functions of Simple",
                                policy.folders().fileNameFunctions())));
    }

    private Section limits() {
        var document = policy.document();
        return new Section(
                "limits",
                "Limits",
                "Those of single values stand beside them in the other sections.",
                List.of("document", "limits"),
                List.of(
                        Entry.of("a file", "%d bytes at most".formatted(document.maxBytes())),
                        Entry.of("nesting", "%d levels at most".formatted(document.maxDepth())),
                        Entry.of("one text", "%d bytes at most".formatted(document.maxScalarBytes())),
                        Entry.of(
                                "a file holds",
                                "%d routes and %d steps at most".formatted(document.maxRoutes(), document.maxSteps())),
                        Entry.of("a schedule fires", "every %d s at most".formatted(policy.minCronSeconds())),
                        Entry.of("a range in Simple", "%d numbers at most".formatted(policy.maxSimpleRange()))));
    }

    private Section references() {
        var entries = new ArrayList<Entry>();
        each(policy.references(), (attribute, names) -> entries.add(Entry.names(attribute, "", names)));
        entries.add(Entry.names("types", "for convertBodyTo and resultType", policy.types()));
        return new Section(
                "references",
                "References and types",
                "Objects of the runtime and classes a route may name.",
                List.of("references", "types"),
                entries);
    }

    private Section exceptions() {
        return new Section(
                "exceptions",
                "Exceptions",
                "",
                List.of("exceptions"),
                List.of(
                        Entry.names("may be caught", "", policy.exceptions().caught()),
                        Entry.names("may be thrown", "", policy.exceptions().thrown())));
    }

    private Section ids() {
        return new Section(
                "ids",
                "Reserved names",
                "Only the runtime uses these.",
                List.of("reservedIds", "reservedEndpoints", "reservedLoggers"),
                List.of(
                        Entry.names("ids of routes", "", policy.reservedIds()),
                        Entry.names("endpoints", "", policy.reservedEndpoints()),
                        Entry.names("loggers", "", policy.reservedLoggers())));
    }

    private Section money() {
        return new Section(
                "money",
                "Endpoints that move money",
                policy.moneyEndpoints().isEmpty()
                        ? "None is named, so no call is judged as one that moves money."
                        : "Calls to these are judged more strictly; operations that only look never count.",
                List.of("moneyEndpoints"),
                policy.moneyEndpoints().isEmpty()
                        ? List.of()
                        : List.of(Entry.names("endpoints", "", policy.moneyEndpoints())));
    }

    private Section seenTo() {
        return new Section(
                "seen-to",
                "Warnings the runtime makes needless",
                "These are not given, because every cell sees to it.",
                List.of("seenTo"),
                List.of(Entry.names("warnings", "", policy.seenTo())));
    }
}
