package dev.routewright.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Everything an operator may set. The defaults are the safe ones.
 *
 * @param dataDir directory of the store, the dead letters and, under `files/`, the folders routes read and write
 * @param routes watched folder with descriptions (*.md) and routes (*.camel.yaml)
 * @param kamelets watched folder with the OpenAPI documents of services (*.openapi.yaml, *.openapi.json) and Kamelets of one call (*.kamelet.yaml)
 */
@Validated
@ConfigurationProperties("routewright")
record RoutewrightProperties(
        @DefaultValue("data") Path dataDir,
        @DefaultValue("routes") Path routes,
        @DefaultValue("kamelets") Path kamelets,
        @Valid @DefaultValue Control control,
        @Valid @DefaultValue Ingress ingress,
        @Valid @DefaultValue Approval approval,
        @Valid @DefaultValue Policy policy,
        @Valid @DefaultValue Kafka kafka,
        @Valid @DefaultValue Mediation mediation,
        @Valid @DefaultValue Discovery discovery,
        @Valid @DefaultValue Drafting drafting,
        @Valid @DefaultValue Rehearsal rehearsal,
        @Valid @DefaultValue Cell cell,
        @Valid @DefaultValue Jmx jmx,
        @Valid @DefaultValue Security security,
        @Valid @DefaultValue DeadLetters deadLetters,
        @Valid @DefaultValue Store store) {

    /**
     * The control plane; its port and address are `server.port` and `server.address`.
     *
     * @param hosts names the control plane may be called by, beside localhost and addresses; any other Host is refused
     */
    record Control(@DefaultValue List<@NotBlank String> hosts) {}

    /**
     * Instances that are found by a name.
     *
     * @param every how long what a lookup has brought stands before the name is looked up again
     */
    record Discovery(@DefaultValue("30s") @NotNull Duration every) {}

    /**
     * The door of the integrations, apart from the control plane.
     *
     * @param address address it binds to
     * @param port port it listens on
     * @param maxBody largest message, at most 10MB, which is what a dead letter may hold; a larger one is answered with 413
     * @param maxRequests messages under way at the same time; above it callers are told to come back
     * @param answerWithin how long a caller may wait for an answer
     * @param drain how long a replaced version may take to finish its messages
     * @param rate requests a second each integration takes; above it callers are told to come back (429); 0 for as many
     *     as come
     * @param idempotencyKeep how long a request with an `Idempotency-Key` is remembered with its answer
     */
    record Ingress(
            @DefaultValue("127.0.0.1") @NotBlank String address,
            @DefaultValue("8090") @Min(0) @Max(65535) int port,
            @DefaultValue("10MB") DataSize maxBody,
            @DefaultValue("1000") @Min(1) int maxRequests,
            @DefaultValue("5m") Duration answerWithin,
            @DefaultValue("30s") Duration drain,
            @DefaultValue("0") @Min(0) @Max(1000000) int rate,
            @DefaultValue("24h") Duration idempotencyKeep) {}

    /**
     * What goes live without a person.
     *
     * @param folder what stands of the watched folder: `auto` goes live, `ask` waits for approval
     * @param api what stands of everything else: `ask` waits for approval, `auto-unless-widened` goes live
     *     when it may touch nothing the live version may not
     */
    record Approval(
            @DefaultValue("auto") Folder folder,
            @DefaultValue("ask") Api api) {
        enum Folder {
            AUTO,
            ASK
        }

        enum Api {
            ASK,
            AUTO_UNLESS_WIDENED
        }
    }

    /**
     * What routes may use.
     *
     * @param file a policy file to use instead of the built-in one
     */
    record Policy(@Nullable Path file) {}

    /**
     * The Kafka every topic is on.
     *
     * @param brokers `host:port,…`; without them no integration with a topic starts
     * @param consumers partitions of a topic that are read at the same time unless the route says otherwise
     *     (`consumersCount`); never more than the topic has
     */
    record Kafka(
            @Nullable String brokers,
            @DefaultValue("4") @Min(1) @Max(64) int consumers) {}

    /**
     * What every call to a service gets unless its own settings or a description say otherwise.
     *
     * @param timeout for one attempt, connection included
     * @param retries attempts after the first, for calls that may be repeated safely
     * @param retryDelay pause before the first retry
     * @param backoff factor by which the pause grows
     * @param maxDelay longest pause between attempts
     * @param breakerWindow number of calls the breaker's failure rate is taken over, for each instance
     * @param breakerFailureRate percentage of failures that opens the breaker
     * @param breakerWait how long the breaker stays open
     * @param balancing `round-robin`, `random`, `weighted`, `least-connections`, `least-response-time` or `sticky`
     * @param connectTimeout for opening a connection, a part of the attempt
     * @param totalTimeout for all attempts and the pauses between them; 30s, or the timeout of one attempt where that is
     *     longer
     * @param jitter part of a pause by which it varies, 0 to 1
     * @param retryBudget percentage of the calls of the last seconds that may be repeated, for each service
     * @param retryFloor repeats a second that are allowed whatever the budget says, for each service
     * @param bulkhead calls under way at most, for each instance
     */
    record Mediation(
            @DefaultValue("5s") Duration timeout,
            @DefaultValue("2") int retries,
            @DefaultValue("300ms") Duration retryDelay,
            @DefaultValue("2") double backoff,
            @DefaultValue("10s") Duration maxDelay,
            @DefaultValue("50") int breakerWindow,
            @DefaultValue("50") int breakerFailureRate,
            @DefaultValue("10s") Duration breakerWait,
            @DefaultValue("round-robin") String balancing,
            @DefaultValue("2s") Duration connectTimeout,
            @Nullable Duration totalTimeout,
            @DefaultValue("0.2") double jitter,
            @DefaultValue("20") int retryBudget,
            @DefaultValue("10") int retryFloor,
            @DefaultValue("256") int bulkhead) {

        dev.routewright.services.Mediation asMediation() {
            return new dev.routewright.services.Mediation(
                    timeout,
                    retries,
                    retryDelay,
                    backoff,
                    maxDelay,
                    breakerWindow,
                    breakerFailureRate,
                    breakerWait,
                    balancing,
                    connectTimeout,
                    total(),
                    jitter,
                    retryBudget,
                    retryFloor,
                    bulkhead,
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    dev.routewright.services.Compression.DEFAULT,
                    Optional.empty(),
                    Optional.empty(),
                    Map.of());
        }

        private Duration total() {
            if (totalTimeout != null) return totalTimeout;
            var usual = dev.routewright.services.Mediation.DEFAULT.totalTimeout();
            return usual.compareTo(timeout) < 0 ? timeout : usual;
        }
    }

    /**
     * Limits on drafting and what follows it.
     *
     * @param atOnce descriptions worked on at the same time
     * @param waiting descriptions that may wait; above it callers are told to come back (429)
     * @param timeLimit longest for one description, rehearsal included; 60s unless a model drafts, then what its timeout
     *     and rounds can add up to
     */
    record Drafting(
            @DefaultValue("2") @Min(1) @Max(64) int atOnce,
            @DefaultValue("50") @Min(0) @Max(10000) int waiting,
            @Nullable Duration timeLimit) {}

    /**
     * Limits on a rehearsal.
     *
     * @param timeLimit longest a rehearsal may take
     * @param maxMessages most messages it may send
     */
    record Rehearsal(
            @DefaultValue("30s") @NotNull Duration timeLimit,
            @DefaultValue("200") @Min(1) @Max(10000) int maxMessages) {}

    /**
     * What one integration may use of what all share. Its cell keeps to it whatever the route says.
     *
     * @param threads threads of all its pools together
     * @param underWay its messages under way at the same time; above it callers are told to come back
     * @param steps steps one message may take, parts and branches included
     * @param depth steps one message may be inside of at a time, which ends a route that calls itself
     * @param messageMemory what one message may come to, counting everything its steps make of it
     * @param memory what its messages under way may come to together
     * @param waiting messages one of its queues or aggregations may hold
     * @param shortestPeriod shortest time between two runs of a timer
     * @param burnsFor how long one step may keep a processor busy
     * @param stuckAfter how long one step may keep a thread
     * @param givenUpAfter how long a message may be under way before it is kept as a dead letter instead
     */
    record Cell(
            @DefaultValue("64") @Min(1) @Max(10000) int threads,
            @DefaultValue("500") @Min(1) int underWay,
            @DefaultValue("100000") @Min(1) int steps,
            @DefaultValue("250") @Min(1) @Max(10000) int depth,
            @DefaultValue("128MB") DataSize messageMemory,
            @DefaultValue("256MB") DataSize memory,
            @DefaultValue("1000") @Min(1) int waiting,
            @DefaultValue("1s") Duration shortestPeriod,
            @DefaultValue("10s") Duration burnsFor,
            @DefaultValue("60s") Duration stuckAfter,
            @DefaultValue("1h") Duration givenUpAfter) {}

    /**
     * What Hawtio sees of integrations.
     *
     * @param level of each: `steps` for a diagram with figures of every step, and tracing; `routes` for a diagram with
     *     figures of routes; `context` for its name and its figures; `none`
     */
    record Jmx(@DefaultValue("steps") dev.routewright.cell.Jmx.Level level) {}

    /**
     * What is done about integrations that try to reach outside their grant.
     *
     * @param oneByOne events of one integration a minute that are journalled one by one; further ones are counted
     * @param quarantineAfter attempts within a minute after which an integration is paused until somebody resumes it; 0
     *     for never
     */
    record Security(
            @DefaultValue("5") @Min(1) @Max(1000) int oneByOne,
            @DefaultValue("10") @Min(0) int quarantineAfter) {}

    /**
     * Messages that failed.
     *
     * @param masked names of JSON members, headers and form fields whose values are shown as `•••`; capitals and signs do
     *     not count, a `*` at an end stands for anything
     * @param keep how long a message stays that nobody replayed; 0 for ever
     * @param keepReplayed how long a message stays after it was replayed; 0 for ever
     * @param most messages of one integration; above it its HTTP entries answer 503 until some are gone
     * @param mostBytes bytes of their bodies together; above it the same
     * @param topic topic each is published on as well once it is safe in the store, `{integration}` stands for the name;
     *     none unless it is set
     */
    record DeadLetters(
            @DefaultValue({
                "*password*",
                "passwd",
                "pwd",
                "passphrase",
                "*secret*",
                "*token*",
                "*authorization*",
                "cookie",
                "set-cookie",
                "*api-key*",
                "*private-key*",
                "*credential*",
                "cardNumber",
                "pan",
                "cvv",
                "cvc",
                "pin",
                "iban",
                "ssn"
            })
            List<@NotBlank String> masked,

            @DefaultValue("90d") Duration keep,
            @DefaultValue("30d") Duration keepReplayed,
            @DefaultValue("100000") @Min(1) long most,
            @DefaultValue("1GB") DataSize mostBytes,
            @Nullable String topic) {

        dev.routewright.integration.Masks masks() {
            try {
                return new dev.routewright.integration.Masks(masked);
            } catch (IllegalArgumentException e) {
                throw new SettingUnusable("routewright.dead-letters.masked", String.valueOf(e.getMessage()));
            }
        }

        dev.routewright.integration.DeadLetterSweep.Keep times() {
            try {
                return new dev.routewright.integration.DeadLetterSweep.Keep(keep, keepReplayed);
            } catch (IllegalArgumentException e) {
                throw new SettingUnusable("routewright.dead-letters.keep", String.valueOf(e.getMessage()));
            }
        }
    }

    /**
     * Where the store is.
     *
     * @param url JDBC URL of a database to use instead of the embedded one in the data directory
     * @param user its user
     * @param password its password
     */
    record Store(
            @Nullable String url,
            @DefaultValue("") String user,
            @DefaultValue("") String password) {
        @Override
        public String toString() {
            return "Store[url=%s, user=%s, password=***]".formatted(url, user);
        }
    }
}
