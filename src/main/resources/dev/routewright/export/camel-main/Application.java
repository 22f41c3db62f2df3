package exported;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import org.apache.camel.main.Main;

/** Runs the integration until it is asked to stop. */
public final class Application {
    private static final Path SETTINGS = Path.of("config", "application.properties");

    private Application() {}

    public static void main(String[] args) throws Exception {
        var main = new Main(Application.class);
        settings().forEach((name, value) -> main.addOverrideProperty(name.toString(), value.toString()));
        System.exit(main.run(args));
    }

    /** Those of the file, where there is one; what is in the environment or a system property counts before them. */
    private static Properties settings() throws IOException {
        var settings = new Properties();
        if (!Files.exists(SETTINGS)) return settings;
        try (var file = Files.newBufferedReader(SETTINGS)) {
            settings.load(file);
        }
        settings.keySet().removeIf(name ->
                System.getProperty(name.toString()) != null || System.getenv(variable(name.toString())) != null);
        return settings;
    }

    /** A name as the environment spells it. */
    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
