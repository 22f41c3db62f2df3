package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.route.Grant;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.camel.ExchangePattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every hostile route of the corpus, handed to a cell as if inspection had let it pass, with a grant as wide as the
 * policy allows. What a cell does not stop is counted and must be of a kind that reaches nothing outside the grant.
 */
class PastInspectionTest {
    /** These are inspection's to judge: they reach nothing, but lose, waste, expose or shadow what is the route's own. */
    private static final Set<String> INSPECTIONS = Set.of("fragile", "exhaustion", "secrets", "metadata", "yaml");

    /** What these hold has no effect in a cell, or none but on the route itself. */
    private static final Set<String> HARMLESS = Set.of(
            "in-description", // a description is not evaluated
            "simple-deprecated-not", // an operator Camel reads as text
            "throw-exception-listed-elsewhere", // an exception that may only be caught
            "camel-http-response-code-dynamic", // the status of an answer, and 500 when it is none
            "header-name-placeholder", // the placeholder is listed, and its text is a name like any
            "topic-dlq-root", // the grant of this test holds the topic
            "offset-reset-none", // the consumer does not start to read
            "consume-read-lock-none", // a cell waits for the file to be complete all the same
            "kamelet-throttle-period", // it slows down itself, and not even that
            "kamelet-delay-huge", // the message is given up before
            "kamelet-escaped-simple", // the text arrives as it is written: a cell decodes no escapes
            "kamelet-plus-resource", // likewise
            "path-parameter-climbs"); // a path of a host the grant holds

    private static final Pattern ENTRY = Pattern.compile("platform-http:(/in/[a-z0-9/-]+)");
    private static final Pattern FOLDER = Pattern.compile("(?:file:|directoryName: *\"?)(data/[a-z0-9/-]+)");
    private static final Pattern TOPIC = Pattern.compile("(?:orders|dlq)(?:\\.[a-z0-9-]+)*");
    private static final Pattern PARTNER = Pattern.compile("https://([a-z0-9.-]+\\.partner\\.example\\.test)");

    @TempDir
    Path files;

    private Bench bench;
    private final ExecutorService driver = Executors.newCachedThreadPool();

    @BeforeEach
    void start() {
        bench = new Bench(files, Wide.PERMITTED);
    }

    @AfterEach
    void stop() {
        driver.shutdownNow();
        bench.close();
    }

    private enum End {
        /** By a guard of the cell. */
        LOAD,
        /** Camel makes nothing of it, here or anywhere. */
        BROKEN,
        RUN,
        PASSED
    }

    @Test
    void whatInspectionWouldHaveRefusedACellStops() throws Exception {
        assertThat(passed(Wide.CORPUS, 1)).allMatch(p -> INSPECTIONS.contains(p.substring(0, p.indexOf(' '))));
    }

    @Test
    void whatOurOwnHostileRoutesTryACellStops() throws Exception {
        assertThat(passed(Wide.OUR_CORPUS, 3))
                .allMatch(p -> INSPECTIONS.contains(p.substring(0, p.indexOf(' ')))
                        || HARMLESS.stream().anyMatch(p::contains));
    }

    private List<String> passed(Path corpus, int every) throws Exception {
        var table = new TreeMap<String, Map<End, Integer>>();
        var passed = new ArrayList<String>();
        int number = 0;
        for (JsonNode hostile : Json.MAPPER
                .readTree(corpus.resolve("reject/index.json").toFile())
                .path("cases")) {
            var category = hostile.path("category").asText();
            var file = hostile.path("file").asText();
            // Of what is inspection's anyway a part must do.
            if (INSPECTIONS.contains(category) && ++number % every != 0) continue;
            if (System.getProperty("why") != null) System.out.print(category + " " + file);
            var end =
                    end(new String(Files.readAllBytes(corpus.resolve("reject").resolve(file)), StandardCharsets.UTF_8));
            table.computeIfAbsent(category, c -> new TreeMap<>()).merge(end, 1, Integer::sum);
            if (end == End.PASSED) passed.add(category + " " + file);
        }
        System.out.printf("%-20s %8s %8s %8s %8s%n", "category", "guarded", "broken", "at run", "passed");
        table.forEach((category, ends) -> System.out.printf(
                "%-20s %8d %8d %8d %8d%n",
                category,
                ends.getOrDefault(End.LOAD, 0),
                ends.getOrDefault(End.BROKEN, 0),
                ends.getOrDefault(End.RUN, 0),
                ends.getOrDefault(End.PASSED, 0)));
        passed.forEach(System.out::println);
        return passed;
    }

    private End end(String yaml) throws Exception {
        Cell cell;
        try {
            cell = bench.play(
                    "x", yaml, generous(yaml), "kafka", "http", "https", "timer", "scheduler", "quartz", "cron");
        } catch (CellRuntime.CellFailed refused) {
            boolean guarded = Reasons.outsideGrant(refused) != null || Reasons.overBudget(refused) != null;
            if (System.getProperty("why") != null)
                System.out.println((guarded ? "  guarded " : "  broken ") + refused.getMessage());
            return guarded ? End.LOAD : End.BROKEN;
        }
        bench.kept.clear();
        var drive = driver.submit(() -> driven(cell));
        try {
            var end = drive.get(2, TimeUnit.SECONDS);
            if (System.getProperty("why") != null) System.out.println("  " + end);
            return end;
        } catch (TimeoutException waits) {
            drive.cancel(true);
            if (System.getProperty("why") != null) System.out.println("  waits");
            return End.PASSED;
        } finally {
            cell.stop();
        }
    }

    private End driven(Cell cell) {
        try {
            for (var route : cell.context().getRoutes()) {
                var exchange = route.getEndpoint().createExchange(ExchangePattern.InOut);
                exchange.getExchangeExtension().setFromRouteId(route.getId());
                exchange.getExchangeExtension().setFromEndpoint(route.getEndpoint());
                exchange.getMessage().setBody("{\"orderId\":\"7\",\"partner\":\"p\"}");
                if (Boolean.TRUE.equals(((org.apache.camel.model.RouteDefinition) route.getRoute()).isKamelet()))
                    continue;
                if (Entries.kind(route.getEndpoint()).equals("file")) continue;
                route.getProcessor().process(exchange);
                if (isOutside(exchange.getException())) return End.RUN;
            }
            return bench.kept.stream().anyMatch(k -> k.cause().contains("The grant does not allow"))
                    ? End.RUN
                    : End.PASSED;
        } catch (Exception failed) {
            return isOutside(failed) ? End.RUN : End.PASSED;
        }
    }

    private static boolean isOutside(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof OutsideGrant) return true;
        return false;
    }

    /** Everything the policy would let a person approve, as far as the file names it. */
    private static Grant generous(String yaml) {
        var entries = new ArrayList<Grant.Entry>();
        for (var path : found(ENTRY, yaml))
            for (var method : List.of("GET", "POST", "PUT", "PATCH", "DELETE"))
                entries.add(new Grant.Entry("http", method, path));
        entries.add(new Grant.Entry("timer", "", "60000"));
        entries.add(new Grant.Entry("cron", "", "0 0 2 * * ?"));
        var folders = found(FOLDER, yaml);
        folders.forEach(folder -> entries.add(new Grant.Entry("file", "", folder)));
        var topics = new TreeSet<String>();
        var topic = TOPIC.matcher(yaml);
        while (topic.find()) topics.add(topic.group());
        topics.forEach(t -> entries.add(new Grant.Entry("kafka", "", t)));
        var hosts = new TreeSet<>(Set.of("https://payment.example.test:443"));
        for (var host : List.of("inventory.example.test", "notify.example.test")) {
            hosts.add("http://" + host + ":80");
            hosts.add("https://" + host + ":443");
        }
        for (var host : found(PARTNER, yaml)) hosts.add("https://" + host + ":443");
        var permitted = Wide.PERMITTED;
        var components = new TreeSet<>(permitted.consuming().keySet());
        components.addAll(permitted.producing().keySet());
        return new Grant(
                entries,
                new TreeSet<>(),
                new TreeSet<>(permitted.kamelets().keySet()),
                hosts,
                topics,
                topics,
                folders,
                folders,
                components,
                new TreeSet<>(permitted.languages()),
                new TreeSet<>(permitted.dataFormats().keySet()));
    }

    private static TreeSet<String> found(Pattern pattern, String text) {
        var found = new TreeSet<String>();
        var matcher = pattern.matcher(text);
        while (matcher.find()) found.add(matcher.group(1));
        return found;
    }
}
