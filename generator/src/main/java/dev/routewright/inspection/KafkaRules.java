package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.regex.Pattern;

/** Topics: one plain name. Brokers and security are options no policy can sensibly list; they come from settings. */
final class KafkaRules implements Rule {
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,248}");

    private final Policy.Content policy;

    KafkaRules(Policy.Content policy) {
        this.policy = policy;
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        subject.endpoints("kafka").forEach(endpoint -> {
            String topic = endpoint.path();
            boolean plain = TOPIC.matcher(topic).matches();
            boolean allowed = Names.matchesAny(policy.topics().allowed(), topic)
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
}
