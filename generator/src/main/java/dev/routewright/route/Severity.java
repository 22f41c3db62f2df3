package dev.routewright.route;

/** An {@link #ERROR} keeps a draft from running; the others are shown to whoever approves. */
public enum Severity {
    ERROR,
    WARNING,
    INFO
}
