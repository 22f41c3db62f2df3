package dev.routewright.knowledge;

import java.util.List;
import java.util.regex.Pattern;

/** The shapes that keys of well-known makers have. What has one is a credential, wherever it stands. */
public final class KeyShapes {
    public static final List<Pattern> ALL = List.of(
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY"),
            Pattern.compile("\\b(?:AKIA|ASIA|AGPA|AIDA|AROA)[0-9A-Z]{16}\\b"),
            Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{20,}"),
            Pattern.compile("\\bgithub_pat_[A-Za-z0-9_]{20,}"),
            Pattern.compile("\\bglpat-[A-Za-z0-9_-]{16,}"),
            Pattern.compile("\\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
            Pattern.compile("\\bhooks\\.slack\\.com/services/[A-Z0-9]+/[A-Z0-9]+/[A-Za-z0-9]+"),
            Pattern.compile("\\b[rsp]k[-_](?:live|test|proj|ant)[-_A-Za-z0-9]{12,}"),
            Pattern.compile("\\bsk-[A-Za-z0-9_-]{20,}"),
            Pattern.compile("\\bAIza[0-9A-Za-z_-]{30,}"),
            Pattern.compile("\\bya29\\.[0-9A-Za-z_-]{20,}"),
            Pattern.compile("\\bSG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}"),
            Pattern.compile("\\b(?:npm_|hf_|dop_v1_|shpat_|sq0csp-|pypi-|hvs\\.|whsec_|EAAC)[A-Za-z0-9_-]{16,}"),
            // bounded, because a text of nothing but beginnings would be read anew from each of them
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,2000}+\\.[A-Za-z0-9_-]{10,}"),
            Pattern.compile("(?i)\\bbearer\\s+(?:[A-Za-z0-9+/._=~-]{16,}|(?=\\S*[0-9])[A-Za-z0-9+/._=~-]{12,})"),
            Pattern.compile("(?i)\\b(?:AccountKey|SharedAccessKey|SharedAccessSignature|sig)=[A-Za-z0-9+/%=]{16,}"));

    private KeyShapes() {}
}
