package dev.routewright.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.routewright.drafting.model.ModelSettings;
import dev.routewright.drafting.model.Provider;
import dev.routewright.drafting.model.StructuredOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSettingsTest {
    private static final String KEY = "sk-canary-1234567890";

    @TempDir
    Path folder;

    @Test
    void withoutSettingsNoModelIsAskedWhateverKeysLieAround() {
        var settings = LocalSettings.read(
                folder, Map.of("OPENAI_API_KEY", KEY, "ANTHROPIC_API_KEY", KEY, "OLLAMA_HOST", "http://10.0.0.1"));

        assertThat(settings.model()).isEmpty();
    }

    @Test
    void theFileOfTheServerIsReadWithItsPlaceholders() throws IOException {
        Files.writeString(folder.resolve("application.yaml"), """
                routewright:
                  model:
                    provider: openai
                    base-url: http://127.0.0.1:8000/v1/
                    name: qwen3-32b
                    api-key: ${MY_KEY}
                    timeout: 20m
                    idle-timeout: 90s
                    max-rounds: 5
                    max-retries: 0
                    at-once: 3
                    temperature: 0.2
                    structured-output: off
                    price-in: 0.5
                    price-out: 2
                """);

        var settings = LocalSettings.read(folder, Map.of("MY_KEY", KEY));

        assertThat(settings.maxRounds()).isEqualTo(5);
        var usual = ModelSettings.Limits.DEFAULT;
        assertThat(settings.model())
                .contains(new ModelSettings(
                        Provider.OPENAI,
                        URI.create("http://127.0.0.1:8000/v1"),
                        "qwen3-32b",
                        KEY,
                        0.2,
                        StructuredOutput.OFF,
                        new ModelSettings.Limits(
                                Duration.ofMinutes(20),
                                Duration.ofSeconds(90),
                                0,
                                3,
                                usual.failuresUntilPause(),
                                usual.pause(),
                                usual.mostCharacters()),
                        new ModelSettings.Price(new BigDecimal("0.5"), BigDecimal.valueOf(2))));
    }

    @Test
    void theEnvironmentWinsAndSwitchesTheProviderWithOneName() throws IOException {
        Files.writeString(
                folder.resolve("application.yaml"),
                "routewright.model: {provider: ollama, name: qwen3, base-url: 'http://127.0.0.1:1'}");

        assertThat(LocalSettings.read(folder, Map.of()).model().orElseThrow().provider())
                .isEqualTo(Provider.OLLAMA);
        assertThat(LocalSettings.read(folder, Map.of("ROUTEWRIGHT_MODEL_PROVIDER", "openai"))
                        .model()
                        .orElseThrow()
                        .provider())
                .isEqualTo(Provider.OPENAI);
        assertThat(LocalSettings.read(folder, Map.of("ROUTEWRIGHT_MODEL_PROVIDER", "offline"))
                        .model())
                .isEmpty();
    }

    @Test
    void everySettingThatIsMissingOrWrongIsNamedWithTheReason() {
        assertThat(said("PROVIDER", "gpt"))
                .isEqualTo(
                        "[routewright.model.provider] “gpt” is none of offline, openai, anthropic, ollama. Nothing was "
                                + "started. Set it to one of these.");
        assertThat(said("PROVIDER", "openai"))
                .isEqualTo(unusable("name", "The provider openai needs the name of a model."));
        assertThat(said("PROVIDER", "openai", "NAME", "m"))
                .isEqualTo(unusable(
                        "base-url", "It is not said where the model answers, and no key for its maker is set."));
        assertThat(said("PROVIDER", "anthropic", "NAME", "m"))
                .isEqualTo(unusable("api-key", "The provider anthropic answers nobody without a key."));
        assertThat(said("PROVIDER", "ollama", "NAME", "m", "PRICE_IN", "1"))
                .isEqualTo(unusable("price-out", "The other price is set, and this one is not."));
        assertThat(said("PROVIDER", "ollama", "NAME", "m", "TIMEOUT", "0s"))
                .isEqualTo(unusable("timeout", "It leaves no time for an answer."));
        assertThat(said("PROVIDER", "ollama", "NAME", "m", "TIMEOUT", "soon"))
                .isEqualTo("[routewright.model.timeout] its value is not usable. Nothing was started. "
                        + "docs/configuration.md says what it may be.");
        assertThat(said("PROVIDER", "ollama", "NAME", "m", "TEMPERATURE", "3"))
                .startsWith("[routewright.model.temperature] “3.0” must be less than or equal to 2.");
    }

    @Test
    void anAddressThatIsNoneIsNotRepeatedBecauseAKeyMayBeInIt() {
        for (var address : new String[] {
            "127.0.0.1:8000", "ftp://host/v1", "http://user:" + KEY + "@host/v1", "http://host/v1?key=" + KEY, "http://"
        })
            assertThat(said("PROVIDER", "openai", "NAME", "m", "BASEURL", address))
                    .isEqualTo(
                            unusable(
                                    "base-url",
                                    "It is not an address such as http://127.0.0.1:8000/v1, without user, password and query."));
    }

    @Test
    void aKeyIsShownNowhere() {
        var settings = LocalSettings.read(folder, environment("PROVIDER", "anthropic", "NAME", "m", "APIKEY", KEY));

        assertThat(settings.model().orElseThrow().apiKey()).isEqualTo(KEY);
        assertThat(settings.toString()).doesNotContain(KEY);
        for (var wrong : new String[] {"TEMPERATURE", "TIMEOUT", "MAXROUNDS", "PROVIDER"}) {
            var thrown = catchThrowable(() -> LocalSettings.read(
                    folder, environment("PROVIDER", "anthropic", "NAME", "m", "APIKEY", KEY, wrong, "-1")));
            for (var cause = thrown; cause != null; cause = cause.getCause())
                assertThat(cause.toString()).doesNotContain(KEY);
        }
    }

    private String said(String... settings) {
        return String.valueOf(catchThrowable(() -> LocalSettings.read(folder, environment(settings)))
                .getMessage());
    }

    private static Map<String, String> environment(String... settings) {
        var environment = new HashMap<String, String>();
        for (var at = 0; at < settings.length; at += 2)
            environment.put("ROUTEWRIGHT_MODEL_" + settings[at], settings[at + 1]);
        return environment;
    }

    private static String unusable(String setting, String problem) {
        return "[routewright.model.%s] %s Nothing was started. docs/configuration.md says what it may be."
                .formatted(setting, problem);
    }
}
