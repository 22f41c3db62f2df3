package dev.routewright.web;

import dev.routewright.drafting.model.ModelSettings;
import dev.routewright.drafting.model.Provider;
import dev.routewright.drafting.model.StructuredOutput;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What drafts. A model is asked only when it is named here; no key or address is taken from anywhere else.
 *
 * @param provider `offline`; or whose protocol the model speaks: `openai` (any compatible endpoint), `anthropic`,
 *     `ollama`
 * @param baseUrl where the model answers, up to and including its version: `http://127.0.0.1:8000/v1`; without it the
 *     provider's own address, for which `openai` and `anthropic` need a key
 * @param name of the model, as its endpoint calls it
 * @param apiKey its key, when it needs one; it appears in no log, answer or prompt
 * @param timeout longest one question may take, repetitions included
 * @param idleTimeout longest silence in the middle of an answer
 * @param maxRounds how often a draft may be made because of findings and failed runs before it is given up
 * @param maxRetries how often a question is repeated when the endpoint fails
 * @param atOnce questions the endpoint gets at the same time
 * @param temperature how freely it writes: 0 for as reproducible as it can
 * @param structuredOutput whether the endpoint is told the shape of an answer: `auto` until it refuses that, `on`, `off`
 * @param priceIn price of a million prompt tokens, in any currency; without both prices no cost is shown
 * @param priceOut price of a million completion tokens
 */
@Validated
@ConfigurationProperties("routewright.model")
record ModelProperties(
        @DefaultValue(OFFLINE)
        @Pattern(
                regexp = "offline|openai|anthropic|ollama",
                message = "is none of offline, openai, anthropic, ollama. Nothing was started. Set it to one of these.")
        String provider,

        @Nullable String baseUrl,
        @DefaultValue("") String name,
        @DefaultValue("") String apiKey,
        @DefaultValue("5m") @NotNull Duration timeout,
        @DefaultValue("60s") @NotNull Duration idleTimeout,
        @DefaultValue("3") @Min(1) @Max(10) int maxRounds,
        @DefaultValue("2") @Min(0) @Max(10) int maxRetries,
        @DefaultValue("2") @Min(1) @Max(64) int atOnce,
        @DefaultValue("0") @DecimalMin("0") @DecimalMax("2") double temperature,
        @DefaultValue("auto") @NotNull StructuredOutput structuredOutput,
        @DecimalMin("0") @Nullable BigDecimal priceIn,
        @DecimalMin("0") @Nullable BigDecimal priceOut) {
    static final String PREFIX = "routewright.model";
    private static final String OFFLINE = "offline";

    /** Empty when drafting needs no model. @throws SettingUnusable with a sentence */
    Optional<ModelSettings> settings() {
        if (provider.equals(OFFLINE)) return Optional.empty();
        var spoken = Provider.valueOf(provider.toUpperCase(Locale.ROOT));
        if (name.isBlank()) throw unusable("name", "The provider %s needs the name of a model.".formatted(provider));
        if (spoken == Provider.ANTHROPIC && apiKey.isBlank())
            throw unusable("api-key", "The provider anthropic answers nobody without a key.");
        if (timeout.isNegative() || timeout.isZero()) throw unusable("timeout", "It leaves no time for an answer.");
        if (idleTimeout.isNegative() || idleTimeout.isZero())
            throw unusable("idle-timeout", "It leaves no time for an answer.");
        if ((priceIn == null) != (priceOut == null))
            throw unusable(priceIn == null ? "price-in" : "price-out", "The other price is set, and this one is not.");
        try {
            return Optional.of(new ModelSettings(
                    spoken, address(spoken), name.strip(), apiKey, temperature, structuredOutput, limits(), price()));
        } catch (IllegalArgumentException e) {
            throw new SettingUnusable(PREFIX, String.valueOf(e.getMessage()));
        }
    }

    /** What is wrong with an address is said without repeating it: somebody may have written a key into it. */
    private URI address(Provider spoken) {
        if (baseUrl == null || baseUrl.isBlank())
            return ModelSettings.usualAddress(spoken, apiKey)
                    .orElseThrow(() -> unusable(
                            "base-url", "It is not said where the model answers, and no key for its maker is set."));
        try {
            var address = new URI(baseUrl.strip().replaceFirst("/+$", ""));
            var usable = address.getHost() != null
                    && String.valueOf(address.getScheme()).matches("(?i)https?")
                    && address.getRawUserInfo() == null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null;
            if (usable) return address;
        } catch (URISyntaxException e) {
            // said below
        }
        throw unusable(
                "base-url", "It is not an address such as http://127.0.0.1:8000/v1, without user, password and query.");
    }

    private ModelSettings.Limits limits() {
        var usual = ModelSettings.Limits.DEFAULT;
        return new ModelSettings.Limits(
                timeout,
                idleTimeout,
                maxRetries,
                atOnce,
                usual.failuresUntilPause(),
                usual.pause(),
                usual.mostCharacters());
    }

    private ModelSettings.@Nullable Price price() {
        return priceIn == null || priceOut == null ? null : new ModelSettings.Price(priceIn, priceOut);
    }

    private static SettingUnusable unusable(String setting, String problem) {
        return new SettingUnusable(PREFIX + "." + setting, problem);
    }

    /** Without the key, and without an address that may hold one. */
    @Override
    public String toString() {
        return "Model[%s/%s, key %s]".formatted(provider, name, apiKey.isEmpty() ? "none" : "set");
    }
}
