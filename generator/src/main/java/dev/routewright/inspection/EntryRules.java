package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Entries: paths of the ingress, schedules, and no two routes at one door. */
final class EntryRules implements Rule {
    private static final Pattern PATH =
            Pattern.compile("(?:/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,63}|\\{[A-Za-z][A-Za-z0-9_]{0,63}}))++");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}(?:/[A-Za-z0-9._-]{1,127})?");
    private static final Set<String> NAMED = Set.of("timer", "scheduler", "quartz", "cron", "direct", "seda");

    private final Policy.Content policy;

    EntryRules(Policy.Content policy) {
        this.policy = policy;
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        subject.endpoints().forEach(endpoint -> {
            if (endpoint.scheme().equals("platform-http")) path(endpoint, findings);
            else if (NAMED.contains(endpoint.scheme())) name(endpoint, findings);
            else if (endpoint.scheme().equals("log")) logger(endpoint, findings);
        });
        duplicates(subject, findings);
    }

    private void path(Endpoint endpoint, Findings findings) {
        String path = endpoint.path();
        String lower = path.toLowerCase(Locale.ROOT) + "/";
        if (!PATH.matcher(path).matches())
            refuse(
                    endpoint,
                    path,
                    "is not a plain path",
                    "Write a path such as `/orders` or `/orders/{id}`.",
                    findings);
        else if (!path.startsWith(policy.entries().prefix()))
            refuse(
                    endpoint,
                    path,
                    "does not lie below `" + policy.entries().prefix() + "`",
                    "Begin the path with `" + policy.entries().prefix() + "`.",
                    findings);
        else if (path.substring(policy.entries().prefix().length()).startsWith("{"))
            refuse(
                    endpoint,
                    path,
                    "would take every message, whatever its path",
                    "Begin the path with a word, such as `" + policy.entries().prefix() + "orders/{id}`.",
                    findings);
        else if (policy.entries().reserved().stream().anyMatch(r -> lower.startsWith(r + "/")))
            refuse(endpoint, path, "is reserved for the runtime", "Use another path.", findings);
    }

    private void refuse(Endpoint endpoint, String path, String problem, String remedy, Findings findings) {
        findings.add(
                RuleId.ENTRY_NOT_ALLOWED,
                endpoint.place(),
                endpoint.step(),
                "The entry path " + quote(path) + " " + problem + ".",
                remedy);
    }

    private void name(Endpoint endpoint, Findings findings) {
        boolean reserved = Names.matchesAny(policy.reservedEndpoints(), endpoint.address());
        if (NAME.matcher(endpoint.path()).matches() && !reserved) return;
        findings.add(
                reserved ? RuleId.ID_NOT_ALLOWED : RuleId.ENDPOINT_SYNTAX,
                endpoint.place(),
                endpoint.step(),
                "The name " + quote(endpoint.address())
                        + (reserved ? " is reserved for the runtime." : " is not a plain name."),
                "Use another name, of letters, digits and dashes.");
    }

    private void logger(Endpoint endpoint, Findings findings) {
        var name = new Node.Scalar(endpoint.path(), true, endpoint.place());
        new ValueRules(policy, findings).judge(new Value("log", Kind.of("log-name"), name), endpoint.step());
    }

    private void duplicates(Subject subject, Findings findings) {
        var seen = new HashSet<String>();
        subject.endpoints().filter(Endpoint::consumes).forEach(endpoint -> {
            for (String method :
                    endpoint.option("httpMethodRestrict").orElse("").split(","))
                if (!seen.add(method + " " + endpoint.address().replaceAll("\\{[^{}]*}", "{}")))
                    findings.add(
                            RuleId.ENTRY_DUPLICATE,
                            endpoint.place(),
                            endpoint.step(),
                            "Two routes listen at " + quote(endpoint.address()) + ".",
                            RuleId.ENTRY_DUPLICATE.remedy());
        });
    }
}
