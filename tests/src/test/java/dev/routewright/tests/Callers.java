package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Callers of a product that is going to be killed.
 *
 * @param told what they were told, which has to hold afterwards
 * @param patience how long they may take to be told enough
 * @param call makes one call and notes what it was told
 */
record Callers(int number, Set<String> told, Duration patience, Runnable call) {

    /** Lets them call until so many more were told, and kills it in the middle of what comes then. */
    void killUnderLoad(App app, int more) throws InterruptedException {
        int enough = told.size() + more;
        var going = new AtomicBoolean(true);
        var callers = Executors.newFixedThreadPool(number);
        try {
            for (int i = 0; i < number; i++) callers.execute(() -> callAgainAndAgain(going));
            await().atMost(patience).pollInterval(Duration.ofMillis(1)).until(() -> told.size() >= enough);
            app.kill();
        } finally {
            going.set(false);
            callers.shutdown();
            assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void callAgainAndAgain(AtomicBoolean going) {
        while (going.get()) {
            try {
                call.run();
            } catch (RuntimeException cutOff) {
                // It was killed before it could answer.
            }
        }
    }
}
