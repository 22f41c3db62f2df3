package dev.routewright.drafting.model;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model behind an HTTP endpoint, asked within its limits. */
final class Endpoint implements Model {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    private final ModelSettings settings;
    private final Attempt attempt;
    private final Sentences sentences;
    private final Semaphore places;
    private final Breaker breaker;
    private volatile Dialect known;

    Endpoint(ModelSettings settings) {
        this.settings = settings;
        this.attempt = new Attempt(client(), settings);
        this.sentences = new Sentences(settings);
        this.places = new Semaphore(settings.limits().concurrency(), true);
        this.breaker = new Breaker(settings.limits());
        this.known = Dialect.of(settings);
    }

    /** Nothing from the environment: no proxy, no redirects, no cookies, no authenticator. */
    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    @Override
    public String name() {
        return settings.label();
    }

    @Override
    public Answer ask(Prompt prompt, Consumer<String> tokens) {
        try {
            if (!places.tryAcquire(settings.limits().timeout().toNanos(), TimeUnit.NANOSECONDS))
                throw sentences.crowded();
        } catch (InterruptedException cancel) {
            throw cancelled();
        }
        try {
            return admitted(prompt, tokens);
        } finally {
            places.release();
        }
    }

    private Answer admitted(Prompt prompt, Consumer<String> tokens) {
        var resting = breaker.closedFor();
        if (resting.isPresent()) throw sentences.resting(resting.get());
        boolean told = false;
        try {
            Answer answer = repeated(prompt, tokens);
            breaker.answered();
            told = true;
            return answer;
        } catch (Attempt.Failed failed) {
            if (failed.trouble.kind().counts) breaker.failed();
            else breaker.neither();
            told = true;
            throw sentences.of(failed.trouble, failed.attempts);
        } finally {
            if (!told) breaker.neither();
        }
    }

    private Answer repeated(Prompt prompt, Consumer<String> tokens) throws Attempt.Failed {
        long begin = System.nanoTime();
        long deadline = begin + settings.limits().timeout().toNanos();
        Dialect dialect = known;
        for (int attempts = 1; ; ) {
            try {
                Answer answer = attempt.ask(prompt, dialect, tokens, deadline);
                learn(dialect);
                var usage = new Usage(
                        answer.usage().promptTokens(),
                        answer.usage().completionTokens(),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
                return new Answer(answer.text(), usage, answer.end());
            } catch (Attempt.Failed failed) {
                var other = dialect.after(failed.trouble, prompt.shape().isPresent(), settings);
                if (other.isPresent()) dialect = other.get();
                else {
                    rest(failed, attempts, Duration.ofNanos(deadline - System.nanoTime()));
                    attempts++;
                }
            }
        }
    }

    private void rest(Attempt.Failed failed, int attempts, Duration left) throws Attempt.Failed {
        failed.attempts = attempts;
        if (!failed.trouble.kind().passing || attempts > settings.limits().retries()) throw failed;
        var pause = Pauses.before(attempts - 1, failed.trouble, left);
        if (pause.isEmpty()) throw failed;
        LOG.debug(
                "{} failed ({}), asked again in {} ms.",
                name(),
                failed.trouble.kind(),
                pause.get().toMillis());
        try {
            Thread.sleep(pause.get().toMillis());
        } catch (InterruptedException cancel) {
            throw cancelled();
        }
    }

    private void learn(Dialect dialect) {
        if (dialect.equals(known)) return;
        known = dialect;
        LOG.info("{} is asked {} from now on.", name(), dialect);
    }

    private static CancellationException cancelled() {
        Thread.currentThread().interrupt();
        return new CancellationException("The question was withdrawn.");
    }

    @Override
    public void close() {
        // The client's threads end when nothing holds it any more.
    }
}
