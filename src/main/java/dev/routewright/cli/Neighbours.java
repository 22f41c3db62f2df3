package dev.routewright.cli;

import dev.routewright.deploy.Access;
import dev.routewright.deploy.Cluster;
import dev.routewright.deploy.ClusterTrouble;
import dev.routewright.drafting.model.ModelSettings;
import dev.routewright.journal.StoreCheck;
import dev.routewright.web.LocalSettings;
import dev.routewright.web.ServeSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Looks at what a server here would call: database, Kafka, model, cluster. Changes nothing there. */
final class Neighbours {
    private static final int KAFKA_MILLIS = 3_000;
    private static final int CONNECT_MILLIS = 3_000;
    private static final int CONNECT_SECONDS = 5;

    private Neighbours() {}

    static Checkup database(ServeSettings settings) {
        if (settings.storeUrl().isEmpty()) return Checkup.ok("database", "embedded, in the data directory");
        try {
            var found = StoreCheck.look(
                    settings.storeUrl(), settings.storeUser(), settings.storePassword(), CONNECT_SECONDS);
            return Checkup.ok(
                    "database",
                    found.product()
                            + (found.applied() == 0
                                    ? ", empty: a start makes its tables"
                                    : found.pending() == 0
                                            ? ", tables up to date"
                                            : ", a start brings its tables up to date (%d steps)"
                                                    .formatted(found.pending())));
        } catch (StoreCheck.Unusable e) {
            return Checkup.fail(
                    "database",
                    String.valueOf(e.getMessage()),
                    String.valueOf(e.getMessage()).startsWith("There is no driver")
                            ? "lay its driver beside, see docs/operations.md, or correct routewright.store.url"
                            : "start the database, or correct routewright.store.url, user and password");
        }
    }

    static Checkup kafka(ServeSettings settings) {
        var brokers = settings.brokers();
        if (brokers.isEmpty())
            return Checkup.absent("kafka", "no brokers", "set routewright.kafka.brokers when descriptions name topics");
        var remedy = "start the brokers, or correct routewright.kafka.brokers";
        try (var admin = Admin.create(Map.of(
                "bootstrap.servers", brokers,
                "request.timeout.ms", KAFKA_MILLIS,
                "default.api.timeout.ms", KAFKA_MILLIS))) {
            var topics = admin.listTopics().names().get(KAFKA_MILLIS, TimeUnit.MILLISECONDS);
            return Checkup.ok("kafka", "%s answers, %d topics".formatted(brokers, topics.size()));
        } catch (ExecutionException | TimeoutException e) {
            return Checkup.fail("kafka", "%s does not answer within 3 s".formatted(brokers), remedy);
        } catch (KafkaException e) {
            return Checkup.fail("kafka", "%s is not to be found".formatted(brokers), remedy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Checkup.fail("kafka", "interrupted", "run doctor again");
        }
    }

    /** Whether somebody answers at its address. Asks it nothing: that may cost. */
    static Checkup model(LocalSettings settings) {
        if (settings.model().isEmpty()) return Checkup.ok("model", "offline: drafting by phrasebook");
        var model = settings.model().get();
        var found = "%s/%s at %s, %s"
                .formatted(
                        model.provider().name().toLowerCase(java.util.Locale.ROOT),
                        model.name(),
                        model.baseUrl().getHost(),
                        model.apiKey().isEmpty() ? "no key" : "key set");
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(model.baseUrl().getHost(), port(model)), CONNECT_MILLIS);
            return Checkup.ok("model", found + ", reachable; --model asks it");
        } catch (IOException e) {
            return Checkup.fail(
                    "model",
                    found + ", no connection",
                    "start it or correct routewright.model.base-url; behind a proxy --model tells more");
        }
    }

    private static int port(ModelSettings model) {
        var port = model.baseUrl().getPort();
        if (port > 0) return port;
        return "https".equals(model.baseUrl().getScheme()) ? 443 : 80;
    }

    /** Only who deploys needs one, so that it is a warning unless one was named. */
    static Checkup cluster(Map<String, String> environment, ClusterOptions options) {
        var named = !options.context().isEmpty() || !options.namespace().isEmpty();
        try {
            var access = new Access(environment, options.context(), options.namespace());
            if (!access.isConfigured() && !named)
                return Checkup.absent("cluster", "no kubeconfig", "get one when integrations go to Kubernetes");
            try (var cluster = Cluster.open(access)) {
                return cluster(cluster, named);
            }
        } catch (ClusterTrouble trouble) {
            if (trouble.reason() == ClusterTrouble.Reason.WRONG)
                return Checkup.fail("cluster", trouble.getMessage(), "correct it, or take it away");
            return trouble("cluster", trouble.getMessage(), "put that right before you deploy", named);
        }
    }

    private static Checkup cluster(Cluster cluster, boolean named) {
        var found = cluster.checkup().look();
        var where = "Kubernetes %s, context %s, namespace %s"
                .formatted(found.version(), cluster.context(), cluster.namespace());
        if (!found.hasCamelK())
            return trouble(
                    "cluster",
                    where + ", no Camel K",
                    "have Camel K 2 installed: https://camel.apache.org/camel-k/",
                    named);
        if (!found.missing().isEmpty())
            return trouble(
                    "cluster",
                    "%s; you may not %s".formatted(where, String.join(", ", found.missing())),
                    "ask for a Role with these rights, see docs/deploy.md",
                    named);
        var camelK = found.camelK().isEmpty() ? "Camel K (camel.apache.org/v1)" : "Camel K " + found.camelK();
        return Checkup.ok("cluster", "%s, %s, all rights that deploy needs".formatted(where, camelK));
    }

    private static Checkup trouble(String what, String found, String remedy, boolean named) {
        return named ? Checkup.fail(what, found, remedy) : Checkup.warn(what, found, remedy);
    }
}
