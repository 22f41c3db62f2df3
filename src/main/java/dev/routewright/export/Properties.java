package dev.routewright.export;

import dev.routewright.camel.Setting;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be set where an integration runs, as lines of a properties file that leave everything as it is. */
final class Properties {
    /** Nobody's address: it is there to be replaced. */
    static final String BROKERS = "kafka:9092";

    private final Departure departure;

    Properties(Departure departure) {
        this.departure = departure;
    }

    /** @param said those that are not listed again */
    String lines(Setting... said) {
        return services() + settings(Set.of(said));
    }

    private String services() {
        var lines = new StringBuilder();
        for (var service : departure.services()) {
            var servers = String.join(",", service.servers());
            lines.append("# Where %s runs, with commas between; %s\n"
                    .formatted(
                            service.name(),
                            service.sandbox()
                                    ? "it has to be set, or `simulated` for its document's examples to answer."
                                    : servers.isEmpty()
                                            ? "its document does not say, so that it has to be set."
                                            : "unless it is set, where its document says."));
            lines.append(assigned(Setting.instances(service.name()), "", "")).append('\n');
        }
        var credentials = new Credentials(departure.manifest().services()).properties();
        if (!credentials.isEmpty())
            lines.append(
                    "# Never here: %s.\n# Give them as environment variables, or in a file only the process may read.\n"
                            .formatted(String.join(", ", credentials)));
        return lines.isEmpty() ? "" : lines + "\n";
    }

    private String settings(Set<Setting> said) {
        return Arrays.stream(Setting.values())
                .filter(setting -> !said.contains(setting))
                .filter(setting -> departure.usesTopics() || !setting.property().contains(".kafka."))
                .map(this::line)
                .collect(Collectors.joining("\n"));
    }

    private String line(Setting setting) {
        boolean needed = setting == Setting.KAFKA_BROKERS;
        return "# %s\n%s"
                .formatted(setting.meaning(), assigned(setting.property(), needed ? BROKERS : "", setting.standard()));
    }

    /** What somebody has set, or what has to be there, or as a remark what holds. */
    private String assigned(String property, String needed, String standard) {
        return departure
                .given(property)
                .or(() -> needed.isEmpty() ? Optional.empty() : Optional.of(needed))
                .map(value -> assigned(property, value))
                .orElseGet(() -> "# %s=%s".formatted(property, standard));
    }

    /** A line that is read as this value, in whatever encoding. */
    static String assigned(String property, String value) {
        var escaped = new StringBuilder();
        value.chars().forEach(character -> {
            if (character == '\\') escaped.append("\\\\");
            else if (character > 0x7e) escaped.append("\\u%04x".formatted(character));
            else escaped.append((char) character);
        });
        return property + "=" + escaped;
    }
}
