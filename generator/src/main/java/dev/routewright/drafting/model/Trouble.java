package dev.routewright.drafting.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why one attempt brought no answer.
 *
 * @param status of HTTP, 0 when there was none
 * @param said what the endpoint gave as its reason: untrusted, for matching and quoting only
 * @param asksFor how long the endpoint asks to be left alone
 */
record Trouble(Kind kind, int status, String said, @Nullable Duration asksFor) {

    enum Kind {
        UNREACHABLE(true, true),
        LOST(true, true),
        SILENT(true, true),
        MALFORMED(true, true),
        REPORTED(true, true),
        BUSY(true, true),
        BROKEN(true, true),
        SLOW(false, true),
        KEY_REFUSED(false, false),
        UNKNOWN(false, false),
        QUESTION_REFUSED(false, false),
        ELSEWHERE(false, false),
        TOO_LARGE(false, false);

        /** Whether the same question may be answered a moment later. */
        final boolean passing;
        /** Whether it says something about the endpoint rather than about the question or the settings. */
        final boolean counts;

        Kind(boolean passing, boolean counts) {
            this.passing = passing;
            this.counts = counts;
        }
    }

    static Trouble of(Kind kind) {
        return new Trouble(kind, 0, "", null);
    }

    static Trouble saying(Kind kind, String said) {
        return new Trouble(kind, 0, said, null);
    }

    static Trouble ofStatus(int status, String said, @Nullable Duration asksFor) {
        return new Trouble(kindOf(status), status, said, asksFor);
    }

    private static Kind kindOf(int status) {
        if (status == 429 || status == 503 || status == 529) return Kind.BUSY;
        if (status == 501) return Kind.QUESTION_REFUSED;
        if (status >= 500 || status == 408) return Kind.BROKEN;
        if (status == 401 || status == 403) return Kind.KEY_REFUSED;
        if (status == 404) return Kind.UNKNOWN;
        if (status >= 400) return Kind.QUESTION_REFUSED;
        return Kind.ELSEWHERE;
    }
}
