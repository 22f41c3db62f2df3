package dev.routewright.drafting.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as it arrives. The JDK's own stream cannot be interrupted while it waits for bytes, waits for
 * ever, and has no end; this one is bounded in silence, time, bytes and length of a line.
 */
final class Arrival extends InputStream implements BodySubscriber<Arrival> {
    private static final int LONGEST_LINE = 1 << 20;
    private static final int BYTES_FOR_A_CHARACTER = 96;

    private static final class Part {
        final List<ByteBuffer> bytes;
        final @Nullable Throwable failure;

        Part(List<ByteBuffer> bytes, @Nullable Throwable failure) {
            this.bytes = bytes;
            this.failure = failure;
        }
    }

    /** Ended here, by a limit. */
    static final class Stopped extends IOException {
        final Trouble.Kind kind;

        Stopped(Trouble.Kind kind) {
            super(kind.name());
            this.kind = kind;
        }
    }

    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
    private final long idle;
    private final long deadline;
    private final long mostBytes;
    private List<ByteBuffer> current = List.of();
    private long bytes;
    private int line;
    private boolean begun;
    private boolean ended;

    Arrival(ModelSettings.Limits limits, long deadline) {
        this.idle = limits.idleTimeout().toNanos();
        this.deadline = deadline;
        this.mostBytes = (long) limits.mostCharacters() * BYTES_FOR_A_CHARACTER + LONGEST_LINE;
    }

    @Override
    public CompletionStage<Arrival> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        if (subscribed.complete(subscription)) subscription.request(1);
        else subscription.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> arrived) {
        parts.add(new Part(arrived, null));
    }

    @Override
    public void onError(Throwable failure) {
        parts.add(new Part(List.of(), failure));
    }

    @Override
    public void onComplete() {
        parts.add(new Part(List.of(), null));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        ByteBuffer next = next();
        if (next == null) return -1;
        int taken = Math.min(length, next.remaining());
        next.get(into, offset, taken);
        bytes += taken;
        for (int at = offset; at < offset + taken; at++) line = into[at] == '\n' ? 0 : line + 1;
        if (bytes > mostBytes || line > LONGEST_LINE) throw new Stopped(Trouble.Kind.TOO_LARGE);
        return taken;
    }

    /** The beginning of the body, as text. */
    String first(int most) throws IOException {
        return new String(readNBytes(most), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        ended = true;
        subscribed.thenAccept(Flow.Subscription::cancel);
    }

    private @Nullable ByteBuffer next() throws IOException {
        while (!ended) {
            for (ByteBuffer buffer : current) if (buffer.hasRemaining()) return buffer;
            Part part = await();
            begun = true;
            if (part.failure != null) throw new IOException(part.failure);
            ended = part.bytes.isEmpty();
            current = part.bytes;
            if (!ended) subscribed.thenAccept(subscription -> subscription.request(1));
        }
        return null;
    }

    private Part await() throws IOException {
        long left = deadline - System.nanoTime();
        boolean silence = begun && idle < left;
        try {
            Part part = parts.poll(silence ? idle : left, TimeUnit.NANOSECONDS);
            if (part == null) throw new Stopped(silence ? Trouble.Kind.SILENT : Trouble.Kind.SLOW);
            return part;
        } catch (InterruptedException cancel) {
            throw new InterruptedIOException();
        }
    }
}
