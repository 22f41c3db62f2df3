package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Quartz expression: six or seven fields, and not more often than the policy allows. */
final class Schedule {
    private static final Pattern FIELD = Pattern.compile("[0-9A-Z*?,/#LW-]{1,64}");

    private final Policy.Content policy;
    private final Findings findings;

    Schedule(Policy.Content policy, Findings findings) {
        this.policy = policy;
        this.findings = findings;
    }

    void judge(Value value, @Nullable String step) {
        String[] fields = value.text().strip().split(" +");
        boolean shaped = fields.length == 6 || fields.length == 7;
        for (String field : fields) shaped = shaped && FIELD.matcher(field).matches();
        if (!shaped) refuse(value, "is not a Quartz schedule of six fields", "Write one such as `0 0 8 * * ?`.", step);
        else if (policy.minCronSeconds() > 1 && !fields[0].matches("\\d{1,2}"))
            refuse(value, "fires more than once a minute", "Begin it with one fixed second, such as `0`.", step);
    }

    private void refuse(Value value, String problem, String remedy, @Nullable String step) {
        findings.add(
                RuleId.SCHEDULE_NOT_ALLOWED,
                value.scalar().place(),
                step,
                "The schedule " + quote(value.text()) + " " + problem + ".",
                remedy);
    }
}
