package dev.routewright.web;

import dev.routewright.drafting.model.ModelSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of drafting for a command without a server: the same files, names and checks as for {@code serve}, and
 * nothing of an application is started for them.
 *
 * @param model empty when drafting needs none
 */
public record LocalSettings(Optional<ModelSettings> model, int maxRounds) {
    /**
     * @param directory where {@code application.yaml} may lie
     * @throws StartFailed with a sentence when a setting cannot be used
     */
    public static LocalSettings read(Path directory, Map<String, String> environment) {
        var absolute = directory.toAbsolutePath().normalize();
        if (!saysAnything(absolute, environment)) return new LocalSettings(Optional.empty(), 1);
        try {
            var properties = bound(absolute, environment);
            return new LocalSettings(properties.settings(), properties.maxRounds());
        } catch (RuntimeException e) {
            throw StartFailed.because(e);
        }
    }

    /** Reading settings the long way takes half a second, which a check in CI would pay every time. */
    private static boolean saysAnything(Path directory, Map<String, String> environment) {
        return environment.keySet().stream()
                        .anyMatch(name -> name.startsWith("ROUTEWRIGHT_MODEL") || name.startsWith("SPRING_"))
                || System.getProperties().stringPropertyNames().stream()
                        .anyMatch(name -> name.startsWith(ModelProperties.PREFIX))
                || Stream.of(directory, directory.resolve("config"))
                        .flatMap(folder -> Stream.of("yaml", "yml", "properties")
                                .map(ending -> folder.resolve("application." + ending)))
                        .anyMatch(Files::exists);
    }

    private static ModelProperties bound(Path directory, Map<String, String> environment) {
        return LocalEnvironment.of(directory, environment, List.of())
                .bound(ModelProperties.PREFIX, ModelProperties.class);
    }
}
