package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.regex.Pattern;

/** Topics: one plain name. Brokers and security are options no policy can sensibly list; they come from settings. */
final class KafkaRules implements Rule {
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,248}");

    private static final Pattern SMALL = Pattern.compile("[a-z0-9._-]+");
    private static final Pattern ANY = Pattern.compile("[A-Za-z0-9._-]+");

    private final Policy.Content policy;

    KafkaRules(Policy.Content policy) {
        this.policy = policy;
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        subject.endpoints("kafka").forEach(endpoint -> {
            String topic = endpoint.path();
            boolean plain = TOPIC.matcher(topic).matches();
            boolean allowed = policy.topics().allowed().stream().anyMatch(pattern -> fits(pattern, topic))
                    && !Names.matchesAny(policy.topics().reserved(), topic);
            if (plain && allowed) return;
            findings.add(
                    RuleId.TOPIC_NOT_ALLOWED,
                    endpoint.place(),
                    endpoint.step(),
                    "The topic " + quote(topic) + (plain ? " is not on the policy's list." : " is not one plain name."),
                    plain
                            ? "Use a topic that fits "
                                    + NearMisses.list(policy.topics().allowed()) + "."
                            : "Write one topic of letters, digits, dots and dashes.");
        });
    }

    /**
     * Topics differ by their capitals. {@code *} stands for small letters, so that {@code orders.*} does not quietly hold
     * {@code orders.PAYROLL}; {@code **} stands for any. Behind a dot or dash a name must begin.
     */
    private static boolean fits(String pattern, String topic) {
        int star = pattern.indexOf('*');
        if (star < 0) return pattern.equals(topic);
        boolean any = pattern.startsWith("**", star);
        String before = pattern.substring(0, star);
        String after = pattern.substring(star + (any ? 2 : 1));
        if (topic.length() < before.length() + after.length() || !topic.startsWith(before) || !topic.endsWith(after))
            return false;
        String name = topic.substring(before.length(), topic.length() - after.length());
        boolean begins = before.isEmpty() || !Character.isLetterOrDigit(before.charAt(before.length() - 1));
        return name.isEmpty()
                ? !begins
                : (any ? ANY : SMALL).matcher(name).matches() && !(begins && "._-".indexOf(name.charAt(0)) >= 0);
    }
}
