package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatesTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 500_000_000);

    @Test
    void takesAsManyAsASecondHoldsAndSaysWhenToComeBack() {
        var rates = new Rates(4, now::get);

        for (int i = 0; i < 4; i++) assertThat(rates.take("a")).isZero();
        assertThat(rates.take("a")).isEqualTo(250_000_000);
        assertThat(rates.take("b")).isZero();
        now.addAndGet(250_000_000);
        assertThat(rates.take("a")).isZero();
        assertThat(rates.take("a")).isEqualTo(250_000_000);
        now.addAndGet(Duration.ofHours(1).toNanos());
        for (int i = 0; i < 4; i++) assertThat(rates.take("a")).isZero();
        assertThat(rates.take("a")).isPositive();
    }

    @Test
    void countsNobodyTwiceHoweverManyComeAtOnce() throws Exception {
        var rates = new Rates(1000, now::get);
        var taken = new AtomicInteger();
        var go = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 8; t++) {
            var thread = new Thread(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int i = 0; i < 500; i++) if (rates.take("a") == 0) taken.incrementAndGet();
            });
            thread.start();
            threads.add(thread);
        }
        go.countDown();
        for (var thread : threads) thread.join();

        assertThat(taken).hasValue(1000);
    }

    @Test
    void whoComesTooOftenIsToldWhenToComeBack(@TempDir Path files) throws Exception {
        try (var runtime =
                new Runtime(files, settings -> settings.withEntrance(new Settings.Entrance(1, Duration.ofHours(1))))) {
            runtime.cells.switchTo(Runtime.version("echo", 1, """
                    - route:
                        id: echo
                        from:
                          uri: platform-http:/echo
                          parameters: {httpMethodRestrict: GET}
                          steps:
                            - setBody: {id: b, constant: hello}
                    """, Runtime.httpGrant("GET", "/echo")));

            assertThat(runtime.get("/echo").statusCode()).isEqualTo(200);
            var second = runtime.get("/echo");

            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(second.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    @Test
    void whereNothingMoreCanBeKeptNothingComesIn(@TempDir Path files) throws Exception {
        try (var runtime = new Runtime(files)) {
            runtime.cells.switchTo(Runtime.version(
                    "order", 1, CamelCellsTest.ORDER, Runtime.httpGrant("POST", "/orders", "stock.getStock")));
            runtime.hasRoom = false;

            var answer = runtime.post("/orders", "{\"sku\":\"A\",\"quantity\":1}");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("60");
            assertThat(runtime.cells.figures("order").orElseThrow().received()).isZero();
            runtime.hasRoom = true;
            assertThat(runtime.post("/orders", "{}").statusCode()).isEqualTo(400);
        }
    }
}
