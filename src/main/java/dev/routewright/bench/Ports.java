package dev.routewright.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Hands out ports of loopback. One after the other from a range below the one systems take outgoing ports from: a stub
 * that was down has to get its port back.
 */
final class Ports {
    private static final int RANGE = 7000;

    private final int first;
    private int next;

    Ports(int first) {
        this.first = first;
        this.next = first;
    }

    synchronized int free() {
        for (int i = 0; i < RANGE; i++) {
            int port = next;
            next = next + 1 < Math.min(first + RANGE, 65536) ? next + 1 : first;
            if (isFree(port)) return port;
        }
        throw new IllegalStateException("There is no free port from " + first + " on.");
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
