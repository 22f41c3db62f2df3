package dev.routewright.drafting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.drafting.model.Model.Usage;
import dev.routewright.drafting.model.ModelSettings.Limits;
import dev.routewright.drafting.model.ModelSettings.Price;
import java.math.BigDecimal;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ModelSettingsTest {
    private static final URI HERE = URI.create("http://127.0.0.1:1234/v1");

    @Test
    void doNotShowTheirKey() {
        assertThat(ModelSettings.of(Provider.OPENAI, HERE, "m", "sk-secret"))
                .hasToString("ModelSettings[openai/m at http://127.0.0.1:1234/v1, key set, temperature 0.0, structured"
                        + " output AUTO, " + Limits.DEFAULT + ", no price]");
    }

    @Test
    void takeNoAddressThatHoldsAPassword() {
        assertThatThrownBy(
                        () -> ModelSettings.of(Provider.OPENAI, URI.create("https://me:pw@models.example/v1"), "m", ""))
                .hasMessageContaining("neither user nor password")
                .hasMessageNotContaining("pw@");
    }

    @Test
    void knowThatAnthropicWantsAKey() {
        assertThatThrownBy(() -> ModelSettings.of(Provider.ANTHROPIC, HERE, "m", " "))
                .hasMessage("The provider anthropic answers nobody without a key. Set routewright.model.api-key.");
    }

    @Test
    void guessNoPublicAddressWithoutAKey() {
        assertThat(ModelSettings.usualAddress(Provider.OPENAI, "")).isEmpty();
        assertThat(ModelSettings.usualAddress(Provider.OPENAI, "k")).contains(URI.create("https://api.openai.com/v1"));
        assertThat(ModelSettings.usualAddress(Provider.OLLAMA, "")).contains(URI.create("http://127.0.0.1:11434"));
    }

    @Test
    void reckonWhatAnAnswerCosts() {
        var settings = ModelSettings.of(Provider.OPENAI, HERE, "m", "");
        var priced = new ModelSettings(
                Provider.OPENAI,
                HERE,
                "m",
                "",
                0,
                StructuredOutput.AUTO,
                Limits.DEFAULT,
                new Price(new BigDecimal("0.5"), new BigDecimal("2")));

        assertThat(settings.cost(new Usage(1, 1, 1))).isEmpty();
        assertThat(priced.cost(new Usage(6_000, 1_000, 1))).contains(new BigDecimal("0.005"));
    }
}
