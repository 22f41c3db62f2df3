package dev.routewright.docs;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings only a test knows.
 *
 * @param maxRounds how often a draft | may be sent back
 * @param timeout longest wait
 * @param hosts who may be called, {@code *} for all; see *.md
 * @param mode whether it asks
 * @param tls what is encrypted
 */
@ConfigurationProperties("routewright.sample")
record SampleProperties(
        @DefaultValue("3") int maxRounds,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue List<String> hosts,
        URI baseUrl,
        @DefaultValue("ask") Mode mode,
        @DefaultValue Tls tls) {

    enum Mode {
        ASK,
        AUTO
    }

    /** @param enabled whether it is used */
    record Tls(@DefaultValue("true") boolean enabled) {}
}
