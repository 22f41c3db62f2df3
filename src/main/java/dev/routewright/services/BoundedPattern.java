package dev.routewright.services;

import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.regex.RegularExpression;
import java.util.regex.Pattern;

/** A pattern that gives up instead of trying every way to match: some texts would keep it busy for years. */
final class BoundedPattern implements RegularExpression {
    private static final int LOOKS_AT_EACH = 200;
    private static final int LOOKS = 20_000;

    private final Pattern pattern;

    BoundedPattern(String regex) {
        this.pattern = Pattern.compile(regex);
    }

    @Override
    public boolean matches(String value) {
        long most = LOOKS + (long) LOOKS_AT_EACH * value.length();
        return pattern.matcher(new Counted(value, new long[] {most})).find();
    }

    /** It looked at the text too often. Of this kind, since the library writes any other into the log for each message. */
    static final class TooLong extends JsonSchemaException {
        TooLong() {
            super("A pattern takes too long.");
        }
    }

    /** @param left how often a character may still be looked at */
    private record Counted(CharSequence text, long[] left) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (--left[0] < 0) throw new TooLong();
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
