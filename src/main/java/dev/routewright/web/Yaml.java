package dev.routewright.web;

/** Media types routes and service documents come in. */
final class Yaml {
    static final String STANDARD = "application/yaml";
    static final String OLD = "application/x-yaml";
    static final String TEXT = "text/yaml";
    static final String OLD_TEXT = "text/x-yaml";
    static final String PLAIN = "text/plain";
    /** What {@code curl -T} and a request without a Content-Type come as. */
    static final String UNNAMED = "application/octet-stream";

    private Yaml() {}
}
