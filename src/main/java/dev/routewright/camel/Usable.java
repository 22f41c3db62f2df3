package dev.routewright.camel;

import dev.routewright.services.LiveServices;
import java.net.URI;
import java.util.Optional;

/** Whether a value will do for a setting: asked before it is written down where nobody can be asked any more. */
public final class Usable {
    /** In place of the URLs of a sandbox: its document's examples answer. */
    public static final String SIMULATED = "simulated";

    private static final String BROKER = "([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):[0-9]{1,5}";

    private Usable() {}

    /** @return what it has to be, empty when it is that, as far as can be told from the outside */
    public static Optional<String> objection(Setting setting, String value) {
        var values = new Values(name -> Optional.of(value));
        try {
            switch (setting) {
                case KAFKA_BROKERS -> {
                    if (!value.matches(BROKER + "(\\s*,\\s*" + BROKER + ")*"))
                        return Optional.of("host:port, with commas between");
                }
                case STORE_URL -> {
                    if (!value.startsWith("jdbc:") || value.matches("(?i).*(password=|:[^/@]+@).*"))
                        return Optional.of("a JDBC URL without a password");
                }
                default -> read(setting, values);
            }
            return Optional.empty();
        } catch (Values.Unusable unusable) {
            return Optional.of(unusable.wanted());
        }
    }

    private static void read(Setting setting, Values values) {
        switch (setting.type()) {
            case TIME -> values.time(setting);
            case SIZE -> values.size(setting);
            case NUMBER, COUNT -> values.number(setting);
            case TEXT -> {
                // Whatever it says.
            }
        }
    }

    /** The same for where a service runs. @param sandbox whether it may be simulated */
    public static Optional<String> objection(String instances, boolean sandbox) {
        if (sandbox && instances.equals(SIMULATED)) return Optional.empty();
        try {
            for (var url : instances.split(",", -1)) LiveServices.checkInstance(URI.create(url.strip()));
            return Optional.empty();
        } catch (IllegalArgumentException noUrl) {
            return Optional.of("http or https URLs without user and query, with commas between"
                    + (sandbox ? ", or `%s`".formatted(SIMULATED) : ""));
        }
    }
}
