package dev.routewright.cli;

import dev.routewright.web.LocalSettings;
import dev.routewright.web.ServeSettings;
import dev.routewright.web.StartFailed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The settings of drafting here, and what becomes of one that cannot be used. */
final class Settings {
    private Settings() {}

    static LocalSettings of(Path directory, Map<String, String> environment) {
        try {
            return LocalSettings.read(directory, environment);
        } catch (StartFailed e) {
            throw new Complaint(Exit.USAGE, e.getMessage());
        }
    }

    /** @param arguments as {@code --name=value} */
    static ServeSettings ofServer(Path directory, Map<String, String> environment, List<String> arguments) {
        try {
            return ServeSettings.read(directory, environment, arguments);
        } catch (StartFailed e) {
            throw new Complaint(Exit.USAGE, e.getMessage());
        }
    }
}
