package dev.routewright.cell;

import java.util.Map;

/** What of a message may be shown to somebody who looks at a running cell. */
public interface Discretion {
    /** Shows that there is something, and nothing of it. */
    Discretion SILENT = new Discretion() {
        @Override
        public String header(String name, String value) {
            return HIDDEN;
        }

        @Override
        public String body(Map<String, String> headers, String text) {
            return HIDDEN;
        }
    };

    /** Stands where a value is not shown. */
    String HIDDEN = "•••";

    String header(String name, String value);

    /** @param text all of it, or what somebody said about it */
    String body(Map<String, String> headers, String text);
}
