package exported;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What came in once, how the services answered, and what came of it.
 *
 * @param deadLetters how many messages were kept because they failed
 */
record Scenario(
        String name,
        List<Message> messages,
        List<Call> calls,
        List<Answer> answers,
        List<Delivered> delivered,
        int deadLetters) {

    /** @param entry http, file, kafka, timer or cron */
    record Message(String entry, String method, String address, Map<String, String> headers, String body) {}

    /** @param status 0: the connection is refused */
    record Call(
            String operation, String service, String method, String target, String body, int status, String reply) {}

    record Answer(int status, String type, String body) {}

    /** @param target file:folder/name or kafka:topic */
    record Delivered(String target, String key, String content) {}

    static List<Scenario> all() throws IOException {
        try (var in = Scenario.class.getResourceAsStream("/rehearsal.json")) {
            return new ObjectMapper().readValue(in, new TypeReference<List<Scenario>>() {});
        }
    }

    /** Those that are called in any of them. */
    static Set<String> services() throws IOException {
        return all().stream()
                .flatMap(scenario -> scenario.calls().stream())
                .map(Call::service)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String toString() {
        return name;
    }
}
