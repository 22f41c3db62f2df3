package dev.routewright.tests;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Sends at a constant rate, however the answers come. The time of a request begins when it was due, so that one nobody
 * had time to send is as late as it was for its sender.
 */
final class OpenLoop {
    private final int port;
    private final String path;
    private final int perSecond;
    private final int senders;

    /** @param senders requests that can be under way; beyond, requests wait and their time runs */
    OpenLoop(int port, String path, int perSecond, int senders) {
        this.port = port;
        this.path = path;
        this.perSecond = perSecond;
        this.senders = senders;
    }

    /** @param body of the request with that number */
    Sent[] send(Duration howLong, IntFunction<String> body) throws InterruptedException {
        int count = (int) (howLong.toMillis() * perSecond / 1000);
        var sent = new Sent[count];
        var next = new AtomicInteger();
        long begin = System.nanoTime() + 50_000_000;
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < senders; i++) {
            var thread = new Thread(null, () -> sendOn(next, sent, begin, body), "sender-" + i, 128 * 1024);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (var thread : threads) thread.join();
        return sent;
    }

    private void sendOn(AtomicInteger next, Sent[] sent, long begin, IntFunction<String> body) {
        try (var http = new RawHttp(port, 60_000)) {
            for (int i = next.getAndIncrement(); i < sent.length; i = next.getAndIncrement()) {
                long due = begin + i * 1_000_000_000L / perSecond;
                while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
                RawHttp.Answer answer;
                try {
                    answer = http.post(path, body.apply(i));
                } catch (IOException | RuntimeException none) {
                    answer = new RawHttp.Answer(0, String.valueOf(none));
                }
                sent[i] = new Sent(answer.status(), answer.body(), System.nanoTime() - due);
            }
        }
    }

    /** @param status 0 when there was no answer @param nanos since it was due */
    record Sent(int status, String body, long nanos) {}
}
