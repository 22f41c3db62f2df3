package dev.routewright.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexCostTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[A-Z]{2}-\\d{4}$",
                "(foo|bar)+?",
                "(foo|bar)+",
                "^(DE|AT|CH)$",
                ".*\\.csv",
                ".*[.]csv",
                "order-\\d+\\.(csv|json)",
                "^[\\w.+-]+@[\\w-]+\\.[\\w.-]+$",
                "[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}",
                "^C-[0-9]{4,8}$",
                "\\+?[0-9 ()-]{6,20}",
                "(?:[A-Z]{3})?\\d+",
                "^\\s*\\w+\\s*$",
                "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?",
                ".*order.*",
                ".*error.*timeout.*",
                "(\\d{3}-)+\\d{4}",
                "^\\d{5}(-\\d{4})?$",
                "[^,]*,[^,]*,.*",
                "(?<year>\\d{4})/(?<month>\\d{2})",
                "\\p{L}+ \\d+",
                "a|b|cd*",
                "^-?[0-9]+([.][0-9]+)?$",
                "(\\d+\\.)?\\d+",
                "\\w+(@\\w+)?(:\\d+)?",
                "^[ \t]+|[ \t]+$",
                "^\\s+|\\s+$",
                "",
            })
    void ordinaryPatternsAreCheap(String regex) {
        assertThat(RegexCost.isCheap(regex)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+$",
                "(a*)*",
                "(a|a)*b",
                "(a|aa)+$",
                "(a|ab)(c|bcd)*(d*)+",
                "(\\w+\\s?)*$",
                "([a-zA-Z]+)*$",
                "(.*a){20}",
                "(x+x+)+y",
                "(a?)+b",
                "(a?a?)*b",
                "(a{1,3}){5,}",
                "((ab)*)*c",
                "(\\d|[0-9])+x",
                "(.|\\n)*z",
                ".*.*x",
                "\\s*\\s*x",
                "\\w*\\d*!",
                "a*(b|c)?a*!",
                "a*(b?a*)?!",
                "a*((b)?a*)?!",
                "(a*b?)?a*!",
                "(a*|b)a*!",
                "(a+|b+)(b+|c)!",
                ".*a.*b.*c.*d",
                "(a)\\1",
                "(?<x>a)\\k<x>",
                "(?=a+)a*b",
                "(?!a)b",
                "(?<=a)b",
                "(?>a+)b",
                "\\Qabc\\E",
                "[a&&[b]]",
                "(?i)a",
                "(a",
                "[a-",
                "((((((((((((((((((((((a))))))))))))))))))))))",
            })
    void patternsThatMayTakeEndlessTimeOrCannotBeJudgedAreNot(String regex) {
        assertThat(RegexCost.isCheap(regex)).isFalse();
    }

    @Test
    void nothingThatIsCheapTakesLongOnTextsMadeToHurt() {
        String[] pieces = {
            "a", "b", "a", ".", "\\w", "\\d", "[ab]", "(", ")", "(?:", "|", "*", "+", "?", "{2}", "{1,3}", "{2,}", "c"
        };
        var random = new Random(7);
        int cheap = 0;
        for (int i = 0; i < 40_000; i++) {
            var regex = new StringBuilder();
            for (int n = 2 + random.nextInt(12); n > 0; n--) regex.append(pieces[random.nextInt(pieces.length)]);
            if (!RegexCost.isCheap(regex.toString())) continue;
            cheap++;
            for (String unit : new String[] {"a", "b", "ab", "aab"}) {
                String text = unit.repeat(120 / unit.length()) + "!";
                Assertions.assertTimeout(
                        Duration.ofSeconds(2),
                        () -> Pattern.compile(regex.toString()).matcher(text).matches(),
                        regex::toString);
            }
        }
        assertThat(cheap).isGreaterThan(1_000);
    }

    @Test
    void whatJavaCannotCompileIsNotCheap() {
        var random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            var regex = new StringBuilder();
            for (int n = 1 + random.nextInt(10); n > 0; n--) regex.append((char) (32 + random.nextInt(95)));
            if (!RegexCost.isCheap(regex.toString())) continue;
            try {
                Pattern.compile(regex.toString());
            } catch (PatternSyntaxException broken) {
                throw new AssertionError(regex.toString(), broken);
            }
        }
    }
}
