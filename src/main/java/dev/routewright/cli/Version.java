package dev.routewright.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A version of an integration on a server, followed until it needs somebody and shown to people and machines. */
final class Version {
    private static final Set<String> UNDER_WAY = Set.of("drafting", "rehearsing");
    private static final int LONGEST_PAUSE = 1000;

    private final Client client;
    private final Shell shell;

    Version(Client client, Shell shell) {
        this.client = client;
        this.shell = shell;
    }

    /** {@code NAME/VERSION} or {@code NAME}, which then means the newest version in the given status. */
    String find(String reference, String status) {
        return find(reference, Set.of(status));
    }

    String find(String reference, Set<String> statuses) {
        var slash = reference.indexOf('/');
        if (slash >= 0) return path(reference.substring(0, slash), reference.substring(slash + 1));
        var versions = client.get(Client.path("integrations", reference)).path("versions");
        return StreamSupport.stream(versions.spliterator(), false)
                .filter(version -> statuses.contains(version.path("status").asText()))
                .map(version -> version.path("version").asInt())
                .max(Comparator.naturalOrder())
                .map(number -> path(reference, number.toString()))
                .orElseThrow(() -> new Complaint(
                        Exit.REFUSED,
                        "No version of %s is %s. %s"
                                .formatted(
                                        reference,
                                        String.join(" or ", new TreeSet<>(statuses)),
                                        instead(reference, versions, statuses))));
    }

    /** Whoever wants to stop what waits for somebody means another command. */
    private static String instead(String name, JsonNode versions, Set<String> statuses) {
        return each(versions)
                .filter(version -> statuses.equals(UNDER_WAY)
                        && RejectCommand.WAITING.contains(version.path("status").asText()))
                .max(Comparator.comparingInt(version -> version.path("version").asInt()))
                .map(version -> "%s/%d is %s: turn it down with routewright reject %1$s/%2$d."
                        .formatted(
                                name,
                                version.path("version").asInt(),
                                version.path("status").asText()))
                .orElse("See routewright list, or name one like %s/2.".formatted(name));
    }

    private static String path(String name, String number) {
        if (!number.matches("[1-9][0-9]{0,8}"))
            throw new Complaint(Exit.USAGE, "A version is a number: write NAME/VERSION, for instance order/2.");
        return Client.path("integrations", name, "versions", number);
    }

    /** Waits while the server works on it, telling each stage and how much a model has written so far. */
    JsonNode follow(String path, long seconds, Set<String> alsoUnderWay) {
        var label = label(path);
        try (var ticker = new Ticker(shell, label, System::nanoTime);
                var overheard = client.overhear(path, ticker);
                var leaving = new Leaving(shell, Leaving.sentence(label))) {
            return settled(path, seconds, alsoUnderWay);
        }
    }

    private JsonNode settled(String path, long seconds, Set<String> alsoUnderWay) {
        var end = System.nanoTime() + seconds * 1_000_000_000L;
        var told = "";
        for (long pause = 50; ; pause = Math.min(pause * 3 / 2, LONGEST_PAUSE)) {
            var version = client.get(path);
            var status = version.path("status").asText();
            if (!UNDER_WAY.contains(status) && !alsoUnderWay.contains(status)) return version;
            if (!status.equals(told)) shell.err().println(Terminal.clean(label(version) + " " + status));
            told = status;
            if (System.nanoTime() > end)
                throw new Complaint(
                        Exit.UNREACHABLE,
                        "%s is still %s after %d s. It goes on; look with routewright list, or stop it with: routewright cancel %s"
                                .formatted(label(version), status, seconds, label(version)));
            pause(pause);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint(Exit.UNREACHABLE, "Interrupted. The server goes on; look with routewright list.");
        }
    }

    /** Shows the version and returns the exit code its status stands for. */
    int show(JsonNode version, boolean json) {
        var label = label(version);
        var status = version.path("status").asText();
        if (json) Json.print(shell.out(), version);
        else
            shell.out()
                    .println(Terminal.clean("%s %s %s".formatted(label, status, entries(version)))
                            .strip());
        if (version.path("why").isTextual())
            shell.err()
                    .println(Terminal.clean(label + ": " + version.path("why").asText()));
        if (status.equals("live") && !json) example(version.path("name").asText());
        each(version.path("findings")).map(f -> Findings.line(label, f)).forEach(shell.err()::println);
        each(version.path("questions")).map(q -> Findings.question(label, q)).forEach(shell.err()::println);
        if (status.equals("awaiting-approval"))
            showDifference(
                    path(version.path("name").asText(), version.path("version").asText()));
        if (!json) cost(label, version);
        advice(label, status);
        return switch (status) {
            case "needs-answers" -> Exit.NEEDS_ANSWERS;
            case "rejected", "failed" -> Exit.REFUSED;
            default -> Exit.OK;
        };
    }

    /** What whoever approves has to look at when something is live; on stderr, because it is no result. */
    void showDifference(String path) {
        client.text(path + "/diff").ifPresent(diff -> {
            shell.err().println("Different from what is live:");
            printDiff(shell.err(), diff);
        });
    }

    static void printDiff(PrintWriter out, String diff) {
        if (diff.isEmpty()) out.println("The routes are the same.");
        diff.lines().map(Terminal::clean).forEach(out::println);
        out.flush();
    }

    private void cost(String label, JsonNode version) {
        var made = version.path("provenance");
        var tokens = made.path("promptTokens").asInt()
                + made.path("completionTokens").asInt();
        if (tokens == 0) return;
        var cost = made.path("cost").isNumber() ? ", cost " + made.path("cost").asText() : "";
        shell.err()
                .println(Terminal.clean("%s: drafted by %s in %d %s, %,d tokens, %.1f s%s"
                        .formatted(
                                label,
                                made.path("drafter").asText(),
                                made.path("rounds").asInt(),
                                made.path("rounds").asInt() == 1 ? "round" : "rounds",
                                tokens,
                                made.path("seconds").asDouble(),
                                cost)));
    }

    /** The line to paste, which the integration knows. */
    private void example(String name) {
        var example =
                client.get(Client.path("integrations", name)).path("example").asText("");
        if (!example.isEmpty()) shell.out().println(Terminal.clean(example));
    }

    private void advice(String label, String status) {
        if (status.equals("needs-answers"))
            shell.err().println("Answer with: routewright answer " + Terminal.clean(label) + " ID=ANSWER …");
        if (status.equals("awaiting-approval"))
            shell.err().println("Approve with: routewright approve " + Terminal.clean(label));
        if (status.equals("failed"))
            shell.err().println("Try it again with: routewright retry " + Terminal.clean(label));
    }

    /** {@code order/1}, from its path. */
    private static String label(String path) {
        var parts = path.split("/");
        return parts.length < 3 ? path : parts[parts.length - 3] + "/" + parts[parts.length - 1];
    }

    private static String label(JsonNode version) {
        return version.path("name").asText() + "/" + version.path("version").asText();
    }

    static String entries(JsonNode version) {
        return each(version.path("grant").path("entries")).map(Version::entry).collect(Collectors.joining(", "));
    }

    /** {@code POST /orders}, {@code timer 5m}. */
    static String entry(JsonNode entry) {
        if (entry.isTextual()) return entry.asText();
        var method = entry.path("method").asText("");
        return (method.isEmpty() ? entry.path("kind").asText("") : method) + " "
                + entry.path("address").asText("");
    }

    static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
