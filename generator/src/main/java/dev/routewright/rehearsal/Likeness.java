package dev.routewright.rehearsal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares what an example says with what was seen: objects may hold more, lists element by element, numbers by value.
 *
 * @param numbersMayBeTexts where a value travels as text, so that 5 and "5" are the same
 */
record Likeness(boolean numbersMayBeTexts) {
    private static final BigDecimal ROUNDING = new BigDecimal("0.000001");
    private static final int LONGEST = 120;

    /** The first difference, such as {@code items[1].price is 5 instead of 6}; empty when there is none. */
    Optional<String> difference(@Nullable Object wanted, @Nullable Object got) {
        return difference("", wanted, got);
    }

    private Optional<String> difference(String path, @Nullable Object wanted, @Nullable Object got) {
        if (wanted instanceof Map<?, ?> object) return ofObject(path, object, got);
        if (wanted instanceof Collection<?> list) return ofList(path, list, got);
        return same(wanted, got) ? Optional.empty() : Optional.of(instead(path, wanted, got));
    }

    private Optional<String> ofObject(String path, Map<?, ?> wanted, @Nullable Object got) {
        if (!(got instanceof Map<?, ?> other)) return Optional.of(instead(path, wanted, got));
        for (var member : wanted.entrySet()) {
            var inner = path.isEmpty() ? "" + member.getKey() : path + "." + member.getKey();
            var found = difference(inner, member.getValue(), other.get(member.getKey()));
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private Optional<String> ofList(String path, Collection<?> wanted, @Nullable Object got) {
        if (!(got instanceof Collection<?> other)) return Optional.of(instead(path, wanted, got));
        if (wanted.size() != other.size())
            return Optional.of("%s has %d elements instead of %d"
                    .formatted(path.isEmpty() ? "the list" : path, other.size(), wanted.size()));
        var elements = new ArrayList<Object>(other);
        int at = 0;
        for (var element : wanted) {
            var found = difference("%s[%d]".formatted(path, at), element, elements.get(at));
            if (found.isPresent()) return found;
            at++;
        }
        return Optional.empty();
    }

    private boolean same(@Nullable Object wanted, @Nullable Object got) {
        if (wanted instanceof Number && got instanceof Number) return close(wanted, got);
        if (wanted instanceof CharSequence && got instanceof CharSequence)
            return plain(wanted.toString()).equals(plain(got.toString()));
        if (Objects.equals(wanted, got)) return true;
        if (!numbersMayBeTexts || wanted == null || got == null) return false;
        return close(wanted, got) || wanted.toString().equals(got.toString());
    }

    private static boolean close(Object one, Object other) {
        var left = World.number(one);
        var right = World.number(other);
        return left != null && right != null && left.subtract(right).abs().compareTo(ROUNDING) <= 0;
    }

    /** How lines end is nobody's business. */
    static String plain(String text) {
        return text.replace("\r\n", "\n").strip();
    }

    private static String instead(String path, @Nullable Object wanted, @Nullable Object got) {
        var place = path.isEmpty() ? "it" : path;
        return got == null
                ? "%s is missing instead of %s".formatted(place, shown(wanted))
                : "%s is %s instead of %s".formatted(place, shown(got), shown(wanted));
    }

    static String shown(@Nullable Object value) {
        return Account.cut(value == null ? "nothing" : Json.write(value), LONGEST);
    }
}
