package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When something happens by itself: a Quartz expression of six or seven fields, or an interval in some unit. */
final class Schedule {
    private static final Pattern FIELD = Pattern.compile("[0-9A-Z*?,/#LW-]{1,64}");

    private static final Map<String, Long> UNITS =
            Map.of("MILLISECONDS", 1L, "SECONDS", 1_000L, "MINUTES", 60_000L, "HOURS", 3_600_000L, "DAYS", 86_400_000L);

    private final Policy.Content policy;
    private final Findings findings;

    Schedule(Policy.Content policy, Findings findings) {
        this.policy = policy;
        this.findings = findings;
    }

    /** The delays of pollers count in the unit beside them; they are judged in milliseconds. */
    static Node.Scalar inMillis(Endpoint endpoint, String option, Node.Scalar value) {
        Long unit = UNITS.get(endpoint.option("timeUnit").orElse("MILLISECONDS"));
        Long number = ValueRules.millis(value.text());
        boolean delay = option.equals("delay") || option.equals("initialDelay");
        if (!delay || unit == null || unit == 1 || number == null || number > Integer.MAX_VALUE) return value;
        return new Node.Scalar(String.valueOf(number * unit), true, value.place());
    }

    void judge(Value value, @Nullable String step) {
        String[] fields = fields(value);
        boolean shaped = fields.length == 6 || fields.length == 7;
        for (String field : fields) shaped = shaped && FIELD.matcher(field).matches();
        if (!shaped) refuse(value, "is not a Quartz schedule of six fields", "Write one such as `0 0 8 * * ?`.", step);
        else if (policy.minCronSeconds() > 1 && !fields[0].matches("\\d{1,2}"))
            refuse(value, "fires more than once a minute", "Begin it with one fixed second, such as `0`.", step);
    }

    /** The component {@code cron} also takes the five fields of Unix, whose seconds are always 0. */
    private static String[] fields(Value value) {
        String[] fields = value.text().strip().split(" +");
        boolean unix = fields.length == 5 && value.name().equals("schedule");
        return unix ? ("0 " + String.join(" ", fields)).split(" ") : fields;
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
