package dev.routewright.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Entry point of the one jar. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // UTF-8 whatever the locale says: descriptions, routes and answers are UTF-8 everywhere else.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        var serving = args.length > 0 && (args[0].equals("serve") || args[0].equals("bench"));
        // The runtime configures its own logging; every other command keeps stdout for its result.
        if (!serving) logTroubleOnly();
        System.exit(RoutewrightCommand.in(shell()).execute(args));
    }

    private static void logTroubleOnly() {
        System.setProperty("logback.configurationFile", "dev/routewright/cli/logback-cli.xml");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static Shell shell() {
        return new Shell(
                System.in,
                writer(System.out),
                writer(System.err),
                isTerminal(System.console()),
                System.getenv(),
                Path.of(""),
                (kamelets, policy) -> new LocalWorkbench(
                        kamelets, new OwnTools(policy, () -> Settings.of(Path.of(""), System.getenv()))),
                new SpringServing());
    }

    /** Before Java 22 there is a console only where there is a terminal; since then it has to be asked. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) return false;
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException beforeJava22) {
            return true;
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
