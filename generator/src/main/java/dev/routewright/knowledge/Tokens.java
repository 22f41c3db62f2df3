package dev.routewright.knowledge;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/**
 * Counts what a text costs a model. Every model has its own tokens; o200k_base stands for all of them, for budgets and
 * where an endpoint reports no usage.
 */
public final class Tokens {
    private Tokens() {}

    public static int count(String text) {
        return Loaded.ENCODING.countTokensOrdinary(text);
    }

    /** The table is a few megabytes: read when the first text is counted. */
    private static final class Loaded {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }
}
