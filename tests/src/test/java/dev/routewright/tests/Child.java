package dev.routewright.tests;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A class of the tests as a process of its own, spoken to by lines. It ends with us: it reads until nobody writes. */
final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader from;
    private final BufferedWriter to;

    private Child(Process process) {
        this.process = process;
        from = process.inputReader();
        to = process.outputWriter();
    }

    static Child start(Class<?> main, List<String> jvm, String... arguments) throws IOException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvm);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        var log = Files.createDirectories(Path.of("target")).resolve(main.getSimpleName() + ".log");
        return new Child(new ProcessBuilder(command).redirectError(log.toFile()).start());
    }

    /** Says a line and returns the answer. */
    synchronized String ask(String line) {
        try {
            to.write(line + "\n");
            to.flush();
            return hear();
        } catch (IOException gone) {
            throw new IllegalStateException("The process is gone; its last words are in target/.", gone);
        }
    }

    String hear() throws IOException {
        var line = from.readLine();
        if (line == null) throw new IOException("It said nothing more.");
        return line;
    }

    @Override
    public void close() {
        Ended.within(5, process);
    }
}
