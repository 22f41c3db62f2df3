package dev.routewright.integration;

import dev.routewright.journal.Dossier;
import java.util.function.Function;

/** Where the way of a description ended. Each case carries everything that was made until then. */
public sealed interface Outcome {
    Dossier dossier();

    <T> T fold(
            Function<Ready, T> ready,
            Function<Asking, T> asking,
            Function<Refused, T> refused,
            Function<Failed, T> failed);

    /** Inspected and rehearsed: somebody may approve it. */
    record Ready(Dossier dossier) implements Outcome {
        @Override
        public <T> T fold(
                Function<Ready, T> ready,
                Function<Asking, T> asking,
                Function<Refused, T> refused,
                Function<Failed, T> failed) {
            return ready.apply(this);
        }
    }

    /** The dossier holds questions only the author can answer. */
    record Asking(Dossier dossier) implements Outcome {
        @Override
        public <T> T fold(
                Function<Ready, T> ready,
                Function<Asking, T> asking,
                Function<Refused, T> refused,
                Function<Failed, T> failed) {
            return asking.apply(this);
        }
    }

    /** The dossier holds findings that could not be repaired. */
    record Refused(Dossier dossier) implements Outcome {
        @Override
        public <T> T fold(
                Function<Ready, T> ready,
                Function<Asking, T> asking,
                Function<Refused, T> refused,
                Function<Failed, T> failed) {
            return refused.apply(this);
        }
    }

    /** Something of ours broke. @param why a sentence for people */
    record Failed(Dossier dossier, String why) implements Outcome {
        @Override
        public <T> T fold(
                Function<Ready, T> ready,
                Function<Asking, T> asking,
                Function<Refused, T> refused,
                Function<Failed, T> failed) {
            return failed.apply(this);
        }
    }
}
