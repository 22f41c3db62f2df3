package dev.routewright.integration;

import dev.routewright.route.Evidence;
import dev.routewright.route.Finding;

/** Told what happens on the way, as it happens. */
public interface Progress {
    Progress SILENT = new Progress() {
        @Override
        public void stage(Stage stage, String words) {}

        @Override
        public void finding(Finding finding) {}

        @Override
        public void run(Evidence.Run run) {}

        @Override
        public void token(String text) {}
    };

    /** @param words what exactly, empty at the beginning of a stage */
    void stage(Stage stage, String words);

    void finding(Finding finding);

    void run(Evidence.Run run);

    /** A piece of what a model is writing: untrusted text. */
    void token(String text);

    /** Where a draft is; {@link #code()} names it in events and timings. */
    enum Stage {
        DRAFTING,
        INSPECTION,
        REHEARSAL;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
