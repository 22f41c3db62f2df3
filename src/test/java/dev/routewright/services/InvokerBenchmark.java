package dev.routewright.services;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** What mediation costs a call: run by hand; calls a second of a bare client and of the mediated one, in turn. */
final class InvokerBenchmark {
    private static final int THREADS = 4;

    private InvokerBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        var json = new ObjectMapper();
        var input = json.readTree("{\"sku\":\"A\"}");
        var pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(64)
                .build();
        try (var party = new Party(Party.says(200, "{'a':1}"));
                var bare = HttpClients.custom().setConnectionManager(pool).build()) {
            party.servers.get(0).quiet = true;
            var url = party.urls().get(0) + "/stock/A";
            var invoker = new Invoker(party.services);
            for (int round = 0; round < 6; round++) {
                long plain = perSecond(() -> {
                    var bytes = bare.execute(
                            new HttpUriRequestBase("GET", java.net.URI.create(url)),
                            response -> EntityUtils.toByteArray(response.getEntity()));
                    json.readTree(bytes);
                });
                long mediated = perSecond(() ->
                        invoker.call("stock", "getStock", input, Asked.NOTHING, "1", () -> {}, (reply, failure) -> {
                            if (failure != null) throw new IllegalStateException(failure);
                        }));
                System.out.printf("bare %d/s, mediated %d/s: %.2f%n", plain, mediated, (double) mediated / plain);
            }
            invoker.close();
        }
    }

    private interface Work {
        void once() throws Exception;
    }

    private static long perSecond(Work work) throws Exception {
        var threads = Executors.newFixedThreadPool(THREADS);
        var count = new LongAdder();
        long end = System.nanoTime() + 4_000_000_000L;
        for (int i = 0; i < THREADS; i++)
            threads.submit(() -> {
                while (System.nanoTime() < end) {
                    work.once();
                    count.increment();
                }
                return null;
            });
        threads.shutdown();
        threads.awaitTermination(20, TimeUnit.SECONDS);
        return count.sum() / 4;
    }
}
