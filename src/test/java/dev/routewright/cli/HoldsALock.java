package dev.routewright.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Another process, which has a file locked until its input ends. */
final class HoldsALock {
    private HoldsALock() {}

    public static void main(String[] args) throws IOException {
        try (var channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            System.out.print(lock.isValid() ? '!' : '?');
            System.out.flush();
            System.in.read();
        }
    }
}
