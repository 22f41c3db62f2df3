package dev.routewright.cli;

/** Entry point of the one jar. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        throw new UnsupportedOperationException("not built yet");
    }
}
