package dev.routewright.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediationTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    @Test
    void readsWhatAnEarlierVersionStored() throws Exception {
        var stored =
                "{'timeout':'PT3S','retries':1,'retryDelay':'PT0.3S','backoff':2.0,'maxDelay':'PT10S','breakerWindow':50,"
                        + "'breakerFailureRate':50,'breakerWait':'PT10S','balancing':'random'}";

        var read = JSON.readValue(stored.replace('\'', '"'), Mediation.class);

        assertThat(read)
                .isEqualTo(new Mediation(
                        Duration.ofSeconds(3),
                        1,
                        Duration.ofMillis(300),
                        2,
                        Duration.ofSeconds(10),
                        50,
                        50,
                        Duration.ofSeconds(10),
                        "random"));
    }

    @Test
    void comesBackAsItWasStored() throws Exception {
        var all = changed(Mediation.DEFAULT, """
                {"timeout": "1500ms", "retries": 3, "connectTimeout": "1s", "totalTimeout": "PT20S", "jitter": 0.5,
                 "retryBudget": 10, "retryFloor": 2, "bulkhead": 7, "weights": {"http://10.0.0.5:8080": 3},
                 "stickyBy": "customer", "balancing": "sticky",
                 "cache": {"keepFor": "1m", "entries": 10, "maxBytes": 5000, "eviction": "lfu", "staleFor": "1h"},
                 "compression": {"requests": "gzip", "above": 100, "replies": false},
                 "rateLimit": {"calls": 10, "per": "1s", "wait": "2s"},
                 "health": {"path": "/health", "interval": "5s", "timeout": "1s", "healthyAfter": 1, "unhealthyAfter": 2},
                 "operations": {"score": {"timeout": "1s", "idempotent": true, "fallback": {"reply": {"score": 0}},
                                          "cache": {"anyMethod": true}},
                                "pay": {"fallback": {"service": "other", "operation": "pay"}}}}""");

        assertThat(JSON.readValue(JSON.writeValueAsString(all), Mediation.class))
                .isEqualTo(all);
        assertThat(all.weights()).isEqualTo(Map.of(URI.create("http://10.0.0.5:8080"), 3));
        assertThat(all.rateLimit()).contains(new RateLimit(10, Duration.ofSeconds(1), Duration.ofSeconds(2)));
        var score = all.of("score");
        assertThat(score.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(score.retries()).isEqualTo(3);
        assertThat(score.cache())
                .contains(new Caching(Duration.ofMinutes(1), 10, 5000, "lfu", Duration.ofHours(1), true));
        assertThat(all.operations().get("score").fallback())
                .contains(new Fallback.Fixed(JSON.readTree("{\"score\":0}")));
        assertThat(all.operations().get("pay").fallback()).contains(new Fallback.Other("other", "pay"));
    }

    @Test
    void leavesAloneWhatAChangeDoesNotNameAndTakesAwayWhatIsNull() throws Exception {
        var before = changed(
                Mediation.DEFAULT,
                "{\"retries\":5,\"rateLimit\":{\"calls\":10},\"cache\":{\"keepFor\":\"9s\"},"
                        + "\"operations\":{\"a\":{\"timeout\":\"1s\",\"retries\":1},\"b\":{\"retries\":1}}}");

        var after = changed(
                before,
                "{\"rateLimit\":null,\"retries\":null,\"cache\":{\"entries\":9},"
                        + "\"operations\":{\"a\":{\"timeout\":null},\"b\":null}}");

        assertThat(after.retries()).isEqualTo(5);
        assertThat(after.rateLimit()).isEmpty();
        assertThat(after.cache())
                .contains(new Caching(Duration.ofSeconds(9), 9, 10 << 20, "lru", Duration.ZERO, false));
        assertThat(after.operations()).containsOnlyKeys("a");
        assertThat(after.of("a").timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(after.of("a").retries()).isEqualTo(1);
    }

    @Test
    void anOperationFollowsTheServiceInWhatItDoesNotSay() throws Exception {
        var before = changed(Mediation.DEFAULT, "{\"operations\":{\"a\":{\"retries\":1}}}");

        assertThat(changed(before, "{\"timeout\":\"1s\"}").of("a").timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(before.operations().get("a").fallback()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'retrys':1} | retrys is no setting. Did you mean retries?
            {'cache':{'keep':'1s'}} | cache.keep is no setting. There are keepFor, entries, maxBytes, eviction, staleFor, anyMethod.
            {'retries':99} | retries must be 0 to 10.
            {'retries':'many'} | retries must be a whole number.
            {'timeout':'soon'} | timeout must be a time such as 500ms or 5s.
            {'timeout':0} | timeout must be above 0 and at most 5 minutes.
            {'connectTimeout':'0s'} | connectTimeout must be at least 1 ms and at most 1 minute.
            {'balancing':'fair'} | balancing must be round-robin, random, weighted, least-connections, least-response-time or sticky.
            {'cache':{'eviction':'fifo'}} | cache.eviction must be lru or lfu.
            {'cache':{'anyMethod':true}} | cache.anyMethod is set for one operation, under operations, never for a whole service.
            {'rateLimit':{'per':'1s'}} | rateLimit.calls is missing.
            {'weights':{'http://a':0}} | A weight must be 1 to 1000.
            {'operations':{'pay':{'bulkhead':3}}} | operations.pay.bulkhead is set for the whole service, not for one operation.
            {'operations':{'pay':{'retries':11}}} | operations.pay.retries must be 0 to 10.
            {'operations':{'pay':{'cache':{'entrys':1}}}} | operations.pay.cache.entrys is no setting. Did you mean entries?
            {'operations':{'pay':{'fallback':{}}}} | operations.pay.fallback is one of {"reply": any JSON of at most 100000 letters}, {"service": …, "operation": …} and {"cached": true}.
            [] | Mediation must be a JSON object.
            """)
    void saysWhatIsWrongWithAChange(String change, String sentence) {
        assertThatThrownBy(() -> changed(Mediation.DEFAULT, change.replace('\'', '"')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    private static Mediation changed(Mediation now, String json) throws JsonProcessingException {
        return now.changed(JSON.readTree(json));
    }
}
