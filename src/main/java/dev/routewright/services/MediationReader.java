package dev.routewright.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads {@link Mediation} and changes of it from JSON, whoever sends them: an operator, a document, the store. */
final class MediationReader {
    /** What may differ from operation to operation; the rest is about instances, which all operations share. */
    private static final List<String> PER_OPERATION = List.of(
            "timeout",
            "connectTimeout",
            "totalTimeout",
            "retries",
            "retryDelay",
            "backoff",
            "maxDelay",
            "jitter",
            "balancing",
            "stickyBy",
            "cache",
            "compression",
            "rateLimit");

    private static final List<String> PER_SERVICE = both(
            PER_OPERATION,
            List.of(
                    "breakerWindow",
                    "breakerFailureRate",
                    "breakerWait",
                    "retryBudget",
                    "retryFloor",
                    "bulkhead",
                    "weights",
                    "health",
                    "operations"));

    private static final List<String> IN_OPERATION = both(PER_OPERATION, List.of("fallback", "idempotent"));
    private static final List<String> CACHE =
            List.of("keepFor", "entries", "maxBytes", "eviction", "staleFor", "anyMethod");
    private static final int MOST_FALLBACK = 100_000;

    private MediationReader() {}

    static Mediation stored(JsonNode stored) {
        return read(Mediation.DEFAULT, stored, false);
    }

    static Mediation changed(Mediation now, JsonNode change) {
        Members.of(change, "").only(PER_SERVICE);
        var changed = read(now, change, true);
        if (changed.cache().filter(Caching::anyMethod).isPresent())
            throw new IllegalArgumentException(
                    "cache.anyMethod is set for one operation, under operations, never for a whole service.");
        changed.operations()
                .forEach((id, own) -> at("operations." + id + ".", () -> read(changed, own.settings(), true)));
        return changed;
    }

    static Mediation over(Mediation service, JsonNode settings) {
        return read(service, settings, false);
    }

    private static Mediation read(Mediation now, JsonNode given, boolean strict) {
        var members = Members.of(given, "");
        return new Mediation(
                members.time("timeout", now.timeout()),
                members.whole("retries", now.retries()),
                members.time("retryDelay", now.retryDelay()),
                members.number("backoff", now.backoff()),
                members.time("maxDelay", now.maxDelay()),
                members.whole("breakerWindow", now.breakerWindow()),
                members.whole("breakerFailureRate", now.breakerFailureRate()),
                members.time("breakerWait", now.breakerWait()),
                members.text("balancing", now.balancing()),
                members.time("connectTimeout", now.connectTimeout()),
                members.time("totalTimeout", now.totalTimeout()),
                members.number("jitter", now.jitter()),
                members.whole("retryBudget", now.retryBudget()),
                members.whole("retryFloor", now.retryFloor()),
                members.whole("bulkhead", now.bulkhead()),
                members.optional("weights", Optional.of(now.weights()), MediationReader::weights)
                        .orElse(Map.of()),
                members.optional("stickyBy", now.stickyBy(), name -> members.text("stickyBy", "")),
                members.optional("cache", now.cache(), c -> cache(c, now.cache().orElse(Caching.DEFAULT), strict)),
                members.optional("compression", Optional.of(now.compression()), c -> compression(c, now, strict))
                        .orElse(Compression.DEFAULT),
                members.optional("rateLimit", now.rateLimit(), r -> rateLimit(r, now.rateLimit(), strict)),
                members.optional("health", now.health(), h -> health(h, now.health(), strict)),
                members.optional(
                                "operations",
                                Optional.of(now.operations()),
                                o -> operations(o, now.operations(), strict))
                        .orElse(Map.of()));
    }

    private static Map<URI, Integer> weights(JsonNode given) {
        var members = Members.of(given, "weights.");
        var weights = new HashMap<URI, Integer>();
        given.fieldNames().forEachRemaining(url -> {
            try {
                weights.put(URI.create(url), members.whole(url, 1));
            } catch (IllegalArgumentException nonsense) {
                throw new IllegalArgumentException(
                        "weights must be whole numbers by the URLs of instances, such as {\"http://10.0.0.5:8080\": 3}.");
            }
        });
        return weights;
    }

    private static Caching cache(JsonNode given, Caching now, boolean strict) {
        var members = members("cache.", given, CACHE, strict);
        return at(
                "cache.",
                () -> new Caching(
                        members.time("keepFor", now.keepFor()),
                        members.whole("entries", now.entries()),
                        members.whole("maxBytes", (int) now.maxBytes()),
                        members.text("eviction", now.eviction()),
                        members.time("staleFor", now.staleFor()),
                        members.flag("anyMethod", now.anyMethod())));
    }

    private static Compression compression(JsonNode given, Mediation before, boolean strict) {
        var now = before.compression();
        var members = members("compression.", given, List.of("requests", "above", "replies"), strict);
        return at(
                "compression.",
                () -> new Compression(
                        members.text("requests", now.requests()),
                        members.whole("above", now.above()),
                        members.flag("replies", now.replies())));
    }

    private static RateLimit rateLimit(JsonNode given, Optional<RateLimit> now, boolean strict) {
        var members = members("rateLimit.", given, List.of("calls", "per", "wait"), strict);
        return at(
                "rateLimit.",
                () -> new RateLimit(
                        members.required("calls", now.map(RateLimit::calls)),
                        members.time("per", now.map(RateLimit::per).orElse(java.time.Duration.ofSeconds(1))),
                        members.time("wait", now.map(RateLimit::longestWait).orElse(java.time.Duration.ZERO))));
    }

    private static HealthCheck health(JsonNode given, Optional<HealthCheck> before, boolean strict) {
        var now = before.orElse(HealthCheck.DEFAULT);
        var members = members(
                "health.", given, List.of("path", "interval", "timeout", "healthyAfter", "unhealthyAfter"), strict);
        return at(
                "health.",
                () -> new HealthCheck(
                        members.text("path", now.path()),
                        members.time("interval", now.interval()),
                        members.time("timeout", now.timeout()),
                        members.whole("healthyAfter", now.healthyAfter()),
                        members.whole("unhealthyAfter", now.unhealthyAfter())));
    }

    private static Map<String, OperationMediation> operations(
            JsonNode given, Map<String, OperationMediation> now, boolean strict) {
        Members.of(given, "operations.");
        var all = new HashMap<>(now);
        given.properties().forEach(entry -> {
            var id = entry.getKey();
            if (entry.getValue().isNull()) {
                all.remove(id);
                return;
            }
            var place = "operations." + id + ".";
            var members = Members.of(entry.getValue(), place);
            if (strict) {
                PER_SERVICE.stream()
                        .filter(name ->
                                !IN_OPERATION.contains(name) && entry.getValue().has(name))
                        .findFirst()
                        .ifPresent(name -> {
                            throw new IllegalArgumentException(
                                    "%s%s is set for the whole service, not for one operation.".formatted(place, name));
                        });
                members.only(IN_OPERATION);
                members.flag("idempotent", false);
                at(place, () -> fallback(entry.getValue().get("fallback")));
            }
            var before = all.getOrDefault(id, new OperationMediation(JsonNodeFactory.instance.objectNode()));
            all.put(id, before.merged(entry.getValue()));
        });
        return all;
    }

    static Optional<Fallback> fallback(@Nullable JsonNode given) {
        if (given == null || given.isNull()) return Optional.empty();
        var members = Members.of(given, "fallback.").only(List.of("reply", "service", "operation", "cached"));
        boolean other = given.has("service") || given.has("operation");
        if (List.of(given.has("reply"), other, given.has("cached")).stream()
                        .filter(is -> is)
                        .count()
                == 1) {
            if (given.has("reply") && given.get("reply").toString().length() <= MOST_FALLBACK)
                return Optional.of(new Fallback.Fixed(given.get("reply")));
            if (given.hasNonNull("service") && given.hasNonNull("operation"))
                return Optional.of(new Fallback.Other(members.text("service", ""), members.text("operation", "")));
            if (members.flag("cached", false)) return Optional.of(new Fallback.Cached());
        }
        throw new IllegalArgumentException(
                "fallback is one of {\"reply\": any JSON of at most %d letters}, {\"service\": …, \"operation\": …} and {\"cached\": true}."
                        .formatted(MOST_FALLBACK));
    }

    private static Members members(String place, JsonNode given, Collection<String> known, boolean strict) {
        var members = Members.of(given, place);
        return strict ? members.only(known) : members;
    }

    private static <T> T at(String place, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException wrong) {
            var why = String.valueOf(wrong.getMessage());
            throw new IllegalArgumentException(why.startsWith(place) ? why : place + why, wrong);
        }
    }

    private static List<String> both(List<String> some, List<String> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
