package dev.routewright.drafting.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which model is asked, where, and within which limits. Nothing is taken from the environment: a description goes to an
 * endpoint only because somebody named it here.
 *
 * @param baseUrl where the endpoint is, up to and including its version: {@code https://api.example.com/v1}
 * @param name of the model, as the endpoint calls it
 * @param apiKey empty for endpoints without one; {@link #toString} never shows it
 * @param price of a million tokens, when drafts are to show what they cost
 */
public record ModelSettings(
        Provider provider,
        URI baseUrl,
        String name,
        String apiKey,
        double temperature,
        StructuredOutput structuredOutput,
        Limits limits,
        @Nullable Price price) {

    public ModelSettings {
        if (name.isBlank()) throw new IllegalArgumentException("The model has no name. Set routewright.model.name.");
        if (!Addresses.usable(baseUrl))
            throw new IllegalArgumentException(
                    "The address of the model must begin with http:// or https://, name a host and hold neither user nor"
                            + " password nor query. Set routewright.model.base-url, and the key as"
                            + " routewright.model.api-key.");
        if (provider == Provider.ANTHROPIC && apiKey.isBlank())
            throw new IllegalArgumentException(
                    "The provider anthropic answers nobody without a key. Set routewright.model.api-key.");
        if (temperature < 0 || temperature > 2)
            throw new IllegalArgumentException(
                    "A temperature of %s is not between 0 and 2. Correct routewright.model.temperature."
                            .formatted(temperature));
        apiKey = apiKey.strip();
    }

    public static ModelSettings of(Provider provider, URI baseUrl, String name, String apiKey) {
        return new ModelSettings(provider, baseUrl, name, apiKey, 0, StructuredOutput.AUTO, Limits.DEFAULT, null);
    }

    public ModelSettings withLimits(Limits changed) {
        return new ModelSettings(provider, baseUrl, name, apiKey, temperature, structuredOutput, changed, price);
    }

    public ModelSettings withStructuredOutput(StructuredOutput changed) {
        return new ModelSettings(provider, baseUrl, name, apiKey, temperature, changed, limits, price);
    }

    /** Where a provider is when nobody says: its own public address, but only with a key that somebody gave for it. */
    public static Optional<URI> usualAddress(Provider provider, String apiKey) {
        if (provider == Provider.OLLAMA) return Optional.of(URI.create("http://127.0.0.1:11434"));
        if (apiKey.isBlank()) return Optional.empty();
        return Optional.of(
                URI.create(provider == Provider.OPENAI ? "https://api.openai.com/v1" : "https://api.anthropic.com/v1"));
    }

    /** What an answer cost, when prices are set. */
    public Optional<BigDecimal> cost(Model.Usage usage) {
        return Optional.ofNullable(price).map(known -> known.of(usage));
    }

    /** Provider and model, as provenance names them. */
    public String label() {
        return provider.label() + "/" + name;
    }

    @Override
    public String toString() {
        return "ModelSettings[%s at %s, key %s, temperature %s, structured output %s, %s, %s]"
                .formatted(
                        label(),
                        baseUrl,
                        apiKey.isEmpty() ? "none" : "set",
                        temperature,
                        structuredOutput,
                        limits,
                        price == null ? "no price" : price);
    }

    /**
     * @param timeout longest one question may take, repetitions and pauses included
     * @param idleTimeout longest silence once the answer has begun
     * @param retries how often a question is repeated when the endpoint fails
     * @param concurrency how many questions the endpoint gets at once; others wait, at most {@code timeout}
     * @param failuresUntilPause after so many failed questions in a row the endpoint is left alone
     * @param pause how long it is left alone
     * @param mostCharacters longest answer; what is longer is cut there
     */
    public record Limits(
            Duration timeout,
            Duration idleTimeout,
            int retries,
            int concurrency,
            int failuresUntilPause,
            Duration pause,
            int mostCharacters) {
        public static final Limits DEFAULT =
                new Limits(Duration.ofSeconds(120), Duration.ofSeconds(60), 2, 2, 5, Duration.ofSeconds(30), 400_000);

        public Limits {
            if (timeout.toMillis() < 1 || idleTimeout.toMillis() < 1 || pause.toMillis() < 1)
                throw new IllegalArgumentException("Times that limit a model must be longer than nothing.");
            if (retries < 0 || concurrency < 1 || failuresUntilPause < 1 || mostCharacters < 1)
                throw new IllegalArgumentException("Numbers that limit a model must be positive.");
        }
    }

    /** What a million tokens cost, in whatever currency the operator reckons in. */
    public record Price(BigDecimal promptMillion, BigDecimal completionMillion) {
        private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

        BigDecimal of(Model.Usage usage) {
            return promptMillion
                    .multiply(BigDecimal.valueOf(usage.promptTokens()))
                    .add(completionMillion.multiply(BigDecimal.valueOf(usage.completionTokens())))
                    .divide(MILLION, MathContext.DECIMAL64)
                    .stripTrailingZeros();
        }
    }
}
