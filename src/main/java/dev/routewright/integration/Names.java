package dev.routewright.integration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of integrations: {@code [a-z][a-z0-9-]{0,62}}, given or derived from what a description begins with. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Set<String> LITTLE =
            Set.of("a", "an", "the", "when", "whenever", "if", "every", "each", "as", "soon", "once", "of", "to", "is");
    private static final int WORDS = 5;

    private Names() {}

    static String checked(String name) {
        if (!NAME.matcher(name).matches())
            throw new Declined(
                    Declined.Reason.UNUSABLE,
                    ("The name %s is not usable. Nothing was created. A name begins with a lower-case letter and has at "
                                    + "most 63 lower-case letters, digits and dashes.")
                            .formatted(Quoted.of(name)));
        return name;
    }

    /** The title of the description, or else its first words; a hash when neither has Latin letters. */
    static String derived(String description) {
        var line =
                description.lines().filter(text -> !text.isBlank()).findFirst().orElse("");
        var words = line.startsWith("#") ? line : withoutLittleWords(line);
        return slug(words, description, 3);
    }

    static boolean hasTitle(String description) {
        return description.stripLeading().startsWith("#");
    }

    /** {@code order.zh} becomes {@code order-zh}; a file name without Latin letters becomes a hash of itself. */
    static String ofFile(String base) {
        return slug(base, base, 1);
    }

    private static String withoutLittleWords(String line) {
        return Arrays.stream(line.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty() && !LITTLE.contains(word))
                .limit(WORDS)
                .collect(Collectors.joining("-"));
    }

    /** @param shortest below which a slug says too little to be a name */
    private static String slug(String words, String whole, int shortest) {
        var slug = words.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+", "")
                .replaceAll("(?<=^.{50}).*", "")
                .replaceAll("-+$", "");
        return slug.length() < shortest ? "integration-" + Fingerprint.of(whole).substring(0, 8) : slug;
    }
}
