package dev.routewright.tests;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for processes that tests start. They lie below those a kernel gives to whoever asks for any, 32768 and above on
 * Linux: one of these may be somebody's connection by the time the process opens it.
 */
final class FreePort {
    private static final int FIRST = 23_000;
    private static final int LAST = 31_999;

    private FreePort() {}

    static int any() {
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            try (var socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Then another.
            }
        }
        throw new IllegalStateException("No port from %d to %d is free.".formatted(FIRST, LAST));
    }
}
