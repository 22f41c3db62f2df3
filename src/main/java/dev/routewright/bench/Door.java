package dev.routewright.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Listens on one port of loopback, one request a connection. Written on bare sockets because a stub has to be able to
 * close a connection without an answer and to be gone, which servers for real work try hard to prevent.
 */
final class Door implements AutoCloseable {
    private static final int BACKLOG = 128;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int TRIES = 50;

    private static final ExecutorService WORKERS = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "bench-stub");
        thread.setDaemon(true);
        return thread;
    });

    private final int port;
    private final Handler handler;
    private @Nullable Listening listening;

    interface Handler {
        /** Answers, or does not; the connection is closed afterwards. */
        void handle(Request request, Socket connection) throws IOException;
    }

    Door(int port, Handler handler) {
        this.port = port;
        this.handler = handler;
    }

    /** @param over opens when nobody listens any more: a socket goes on accepting while a thread is inside of accept */
    private record Listening(ServerSocket socket, CountDownLatch over) {}

    synchronized void open() {
        if (listening != null) return;
        var opened = new Listening(bound(), new CountDownLatch(1));
        listening = opened;
        WORKERS.execute(() -> accept(opened));
    }

    private ServerSocket bound() {
        for (int i = 0; ; i++)
            try {
                var bound = new ServerSocket();
                bound.setReuseAddress(true);
                bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
                return bound;
            } catch (IOException e) {
                if (i == TRIES) throw new IllegalStateException("Port " + port + " stays busy.", e);
                Pause.seconds(0.1);
            }
    }

    private void accept(Listening opened) {
        var socket = opened.socket();
        while (!socket.isClosed())
            try {
                var connection = socket.accept();
                if (socket.isClosed()) connection.close();
                else WORKERS.execute(() -> serve(connection));
            } catch (IOException closed) {
                // Down, or a caller that was gone before it was heard.
            }
        opened.over().countDown();
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setSoTimeout(PATIENCE_MILLIS);
            connection.setTcpNoDelay(true);
            var in = new BufferedInputStream(connection.getInputStream());
            handler.handle(Request.read(in, connection.getOutputStream()), connection);
        } catch (IOException | NumberFormatException gone) {
            // The caller went away or spoke no HTTP: what it has sent so far is recorded, and there is nobody to tell.
        }
    }

    /** Refuses connections from now on; requests under way are still answered. */
    @Override
    public synchronized void close() {
        var closing = listening;
        listening = null;
        if (closing == null) return;
        try {
            closing.socket().close();
            closing.over().await();
        } catch (IOException e) {
            throw new IllegalStateException("Port " + port + " cannot be closed.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
