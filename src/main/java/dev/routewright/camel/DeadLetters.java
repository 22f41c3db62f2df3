package dev.routewright.camel;

import dev.routewright.journal.DeadLetterFilter;
import dev.routewright.journal.DeadLetterStore;
import dev.routewright.journal.DeadLetterStore.DeadLetter;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lists kept messages from the command line: {@code java -cp … dev.routewright.camel.DeadLetters list|show ID|body ID}.
 * The settings are those of the integration, as environment or system properties. An H2 file can be opened by one
 * process only, so stop the integration first, or ask it over JMX ({@link DeadLettersMXBean}), where they can be replayed
 * too.
 */
public final class DeadLetters {
    private static final int MOST = 1_000;
    private static final String USAGE = "Usage: dev.routewright.camel.DeadLetters list | show ID | body ID";

    private DeadLetters() {}

    public static void main(String[] args) {
        var out = System.out;
        // What is logged would lie in the midst of a body that goes into a file.
        System.setOut(System.err);
        System.exit(run(List.of(args), out, System.err, new Values(Values::ofProcess)));
    }

    /** @return 0 when it was there, 1 when not, 2 when nobody can know what was meant */
    static int run(List<String> args, PrintStream out, PrintStream err, Values values) {
        var command = args.isEmpty() ? "" : args.get(0);
        boolean known = command.equals("list") && args.size() == 1
                || List.of("show", "body").contains(command) && args.size() == 2;
        if (!known) {
            err.println(USAGE);
            return 2;
        }
        if (values.text(Setting.STORE_URL).isEmpty() && !Files.exists(Household.embedded(values))) {
            err.println(
                    "[store %s] There is none. Nothing was made. Set routewright.data-dir or routewright.store.url in the environment to what the integration has."
                            .formatted(Path.of(values.text(Setting.DATA_DIR)).toAbsolutePath()));
            return 1;
        }
        try (var store = Household.store(values)) {
            var letters = new DeadLetterStore(store, Clock.systemUTC());
            return command.equals("list") ? list(letters, out) : one(letters, args.get(1), command, out, err);
        } catch (RuntimeException closed) {
            err.println(closed.getMessage());
            return 1;
        }
    }

    private static int list(DeadLetterStore letters, PrintStream out) {
        letters.waiting().keySet().forEach(integration -> letters.list(
                        integration, DeadLetterFilter.ALL.withState("kept"), Long.MAX_VALUE, MOST)
                .forEach(letter -> out.println(integration + "  " + line(letter))));
        return 0;
    }

    private static int one(DeadLetterStore letters, String id, String command, PrintStream out, PrintStream err) {
        var found = letters.waiting().keySet().stream()
                .flatMap(integration -> letters.find(integration, id).stream())
                .findFirst();
        if (found.isEmpty()) {
            err.println("There is no dead letter of that id.");
            return 1;
        }
        if (command.equals("show")) out.print(page(found.get()));
        else out.writeBytes(letters.body(id).orElse(new byte[0]));
        return 0;
    }

    static String line(DeadLetter letter) {
        return "%s  %s  %s %s  at %s: %s"
                .formatted(
                        letter.id(),
                        letter.kept(),
                        letter.entry().method(),
                        letter.entry().address(),
                        Optional.ofNullable(letter.step()).orElse("?"),
                        letter.cause());
    }

    static String page(DeadLetter letter) {
        var page = new StringBuilder(line(letter)).append('\n');
        new TreeMap<>(letter.headers()).forEach((name, value) -> page.append("  %s: %s%n".formatted(name, value)));
        page.append("  body: %s bytes%n"
                .formatted(Optional.ofNullable(letter.bodySize()).orElse(0L)));
        return page.toString();
    }
}
