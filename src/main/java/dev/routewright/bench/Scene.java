package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a behaviour at one moment.
 *
 * @param calls what the stubs received
 * @param data the folder file names are relative to
 * @param topics null without a broker
 * @param offsets where the topics ended when the behaviour began
 * @param began when it began
 * @param allowed operations that may be called without being listed
 * @param lasting whether only that counts which waiting cannot make true: what is still missing, not what is too much
 */
record Scene(
        List<Call> calls,
        Replies replies,
        Path data,
        @Nullable Topics topics,
        Map<TopicPartition, Long> offsets,
        double began,
        List<String> allowed,
        boolean lasting) {

    /** The calls an assertion is about. @param accepted whether those the service turned down do not count */
    List<Call> select(JsonNode assertion, boolean accepted) {
        return calls.stream()
                .filter(call -> isOf(call, Names.of(assertion)))
                .filter(call -> !accepted || call.refusal() == null)
                .filter(call ->
                        !assertion.has("ok") || ended(call, assertion.get("ok").asBoolean()))
                .filter(call ->
                        assertion.path("where").isEmpty() || Match.holds(assertion.get("where"), call.request()))
                .toList();
    }

    List<Call> select(JsonNode assertion) {
        return select(assertion, true);
    }

    private static boolean isOf(Call call, List<String> operations) {
        return operations.contains(call.name()) || call.isKnown() && operations.contains(call.service() + ".*");
    }

    private static boolean ended(Call call, boolean well) {
        var status = call.status();
        return status != null && (status >= 200 && status < 300) == well;
    }
}
