package dev.routewright.cli;

/** Says what goes on when a person leaves with Ctrl-C while the server works. */
final class Leaving implements AutoCloseable {
    private final Thread words;

    Leaving(Shell shell, String sentence) {
        words = new Thread(() -> {
            shell.err().println(sentence);
            shell.err().flush();
        });
        Runtime.getRuntime().addShutdownHook(words);
    }

    static String sentence(String label) {
        return Terminal.clean(
                "The server goes on with %s. Look with routewright list, or stop it with: routewright cancel %s"
                        .formatted(label, label));
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(words);
        } catch (IllegalStateException leavingAlready) {
            // Then it is being said.
        }
    }
}
