package dev.routewright.inspection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What becomes of a failed message in the steps that are taken instead: kept, answered as a failure, or forgotten. */
final class Outcomes {
    /** Topics whose name says that somebody will look. */
    private static final Pattern KEPT = Pattern.compile(
            "(?i).*(dlq|dead|fail|error|retry|retries|reject|poison|park|quarantine|manual|undeliver).*");

    /** Words by which an answer says that it did not go well. */
    private static final Pattern TOLD = Pattern.compile(
            "(?i).*(fail|refus|reject|declin|denied|error|unavailable|not[_ ]|later|pending|unpaid|cancel).*",
            Pattern.DOTALL);
    /** What a status in jq comes to: whatever stands behind these words. */
    private static final Pattern BRANCH = Pattern.compile("\\b(?:then|else)\\s+(\\S+)");

    private static final Set<String> THROUGH = Set.of(
            "step",
            "pipeline",
            "multicast",
            "split",
            "loop",
            "throttle",
            "circuitBreaker",
            "doTry",
            "loadBalance",
            "aggregate",
            "resequence");
    private static final Set<String> OVERWRITING = Set.of("setBody", "transform");
    private static final Set<String> SILENT = Set.of(
            "log",
            "setHeader",
            "setHeaders",
            "setVariable",
            "setVariables",
            "setProperty",
            "removeHeader",
            "removeHeaders",
            "removeProperty",
            "removeVariable",
            "convertBodyTo",
            "delay",
            "stop");

    /** Attributes with steps, or with parts that hold steps. */
    private static final List<String> PARTS =
            List.of("steps", "when", "otherwise", "doCatch", "onFallback", "doFinally");

    private final Story story;
    private final Map<String, List<Element>> listening = new HashMap<>();
    private final Map<Endpoint, Boolean> kept = new IdentityHashMap<>();
    private final VariableReaders readers;

    Outcomes(Story story) {
        this.story = story;
        this.readers = new VariableReaders(story.subject());
        for (var root : story.subject().roots())
            root.all()
                    .flatMap(e -> e.endpoints().stream())
                    .filter(Endpoint::consumes)
                    .forEach(e -> listening
                            .computeIfAbsent(e.address(), address -> new ArrayList<>())
                            .add(root));
    }

    /**
     * Whether every way through the steps keeps the message, throws, hands it to another route, or tells a caller that
     * it failed: what the failure of a call that moves money needs.
     *
     * @param caller whether somebody waits for the answer
     */
    boolean isKept(List<Element> steps, boolean caller) {
        return isKept(steps, caller, caller);
    }

    /** Whether a status is all by which the steps say that it failed: a later one would take its place. */
    boolean isToldByStatusOnly(List<Element> steps) {
        return isKept(steps, true, false) && !isKept(steps, false, true);
    }

    private boolean isKept(List<Element> steps, boolean byStatus, boolean byWords) {
        boolean overwritten = false;
        boolean failureTold = false;
        boolean wordsTold = false;
        for (var step : steps) {
            if (step.kind().equals("throwException")) return true;
            if (step.kind().equals("stop")) break;
            var status = status(step);
            if (status.isPresent()) failureTold = status.get() >= 400;
            wordsTold |= tells(step);
            if (OVERWRITING.contains(step.kind()) && hasFixedText(step)) overwritten = true;
            if (keeps(step, overwritten)) return true;
            var branches = branches(step);
            if (!branches.isEmpty() && branches.stream().allMatch(branch -> isKept(branch, byStatus, byWords)))
                return true;
        }
        return failureTold && byStatus || wordsTold && byWords;
    }

    /**
     * Whether nothing but words for the log, or nothing at all, comes of it. A variable that steps elsewhere read is
     * something: the failure is known to them.
     */
    boolean isForgotten(List<Element> steps) {
        return steps.stream().allMatch(this::isSilent);
    }

    /** An answer in words of failure, or a variable with such words that steps elsewhere read. */
    private boolean tells(Element step) {
        boolean answers = OVERWRITING.contains(step.kind());
        return (answers || isNoted(step))
                && step.expressions().stream()
                        .anyMatch(e -> TOLD.matcher(e.text().text()).matches());
    }

    private boolean isNoted(Element step) {
        return switch (step.kind()) {
            case "setVariable" -> step.text("name").filter(readers::isRead).isPresent();
            case "setVariables" ->
                step.children("variables").stream()
                        .anyMatch(v -> v.text("name").filter(readers::isRead).isPresent());
            default -> false;
        };
    }

    /** Whether the endpoint, or a route of the file behind it, keeps what is sent there. */
    boolean isKeptBy(Endpoint endpoint) {
        return kept.computeIfAbsent(endpoint, e -> isKeptBy(e, new HashSet<>()));
    }

    private boolean isKeptBy(Endpoint endpoint, Set<String> seen) {
        if (endpoint.scheme().equals("log") || isAction(endpoint)) return false;
        var routes = listening.getOrDefault(endpoint.address(), List.of());
        // A topic outlives its reader; a direct: or seda: endpoint is only as good as the route behind it.
        if (routes.isEmpty() || endpoint.scheme().equals("kafka")) return true;
        return seen.add(endpoint.address())
                && routes.stream()
                        .flatMap(root -> root.all().flatMap(e -> e.endpoints().stream()))
                        .filter(e -> !e.consumes())
                        .anyMatch(e -> isKeptBy(e, seen));
    }

    /** The status a step answers with, where it stands there as a number. */
    static Optional<Integer> status(Element step) {
        return Stream.concat(Stream.of(step), step.children("headers").stream())
                .filter(e -> e.kind().equals("setHeader"))
                .filter(e -> e.text("name")
                        .filter("CamelHttpResponseCode"::equalsIgnoreCase)
                        .isPresent())
                .flatMap(e -> e.expressions().stream())
                .flatMap(e -> status(e).stream())
                .findFirst();
    }

    /** Of a status that a jq decides the lowest, when all that it may come to is written out. */
    private static Optional<Integer> status(Expression expression) {
        String text = expression.text().text().strip();
        if (isStatus(text)) return Optional.of(Integer.valueOf(text));
        if (!expression.language().equals("jq")) return Optional.empty();
        var branches = BRANCH.matcher(text).results().map(r -> r.group(1)).toList();
        return branches.stream().allMatch(Outcomes::isStatus)
                ? branches.stream().map(Integer::valueOf).min(Integer::compare)
                : Optional.empty();
    }

    private static boolean isStatus(String text) {
        return text.matches("[1-5]\\d\\d");
    }

    private static boolean isAnswered(Element step) {
        return Stream.concat(Stream.of(step), step.children("headers").stream())
                .filter(e -> e.kind().equals("setHeader"))
                .filter(e -> e.text("name")
                        .filter("CamelHttpResponseCode"::equalsIgnoreCase)
                        .isPresent())
                .anyMatch(e -> e.expressions().stream().noneMatch(Expression::isFixed));
    }

    private boolean keeps(Element step, boolean overwritten) {
        return step.endpoints().stream().anyMatch(endpoint -> switch (endpoint.scheme()) {
            case "kafka" ->
                !overwritten
                        && KEPT.matcher(endpoint.path()).matches()
                        && !story.money().isMovedBy(endpoint);
            case "file" -> !overwritten;
            case "direct", "seda" -> isKeptBy(endpoint);
            case "kamelet" -> !isAction(endpoint) && !story.money().isMovedBy(endpoint);
            default -> false;
        });
    }

    /** Ways of which each message takes one; none when some messages may take no way. */
    private static List<List<Element>> branches(Element step) {
        if (THROUGH.contains(step.kind())) return List.of(step.children("steps"));
        if (!step.kind().equals("choice") || step.children("otherwise").isEmpty()) return List.of();
        return Stream.concat(step.children("when").stream(), step.children("otherwise").stream())
                .map(branch -> branch.children("steps"))
                .toList();
    }

    private boolean isSilent(Element step) {
        if (status(step).filter(s -> s >= 400).isPresent() || isAnswered(step) || isNoted(step)) return false;
        if (!step.endpoints().isEmpty()) return step.endpoints().stream().noneMatch(this::isKeptBy);
        if (!PARTS.stream().anyMatch(step.children()::containsKey)) return SILENT.contains(step.kind());
        return PARTS.stream()
                .flatMap(part -> part.equals("steps")
                        ? step.children(part).stream()
                        : step.children(part).stream().flatMap(p -> p.children("steps").stream()))
                .allMatch(this::isSilent);
    }

    private boolean isAction(Endpoint endpoint) {
        return endpoint.scheme().equals("kamelet")
                && story.policy().kamelets().catalog().containsKey(endpoint.path());
    }

    private static boolean hasFixedText(Element step) {
        return step.expressions().stream()
                .anyMatch(e -> new Carried.Filled(e.language(), e.text().text()).isFixed());
    }
}
