package dev.routewright.inspection;

import java.util.List;
import java.util.Random;

/** Damages texts without knowing what they mean: characters flipped, cut and doubled, pieces of attacks and of YAML put in. */
final class TextDamage {
    /** Pieces of text that meant something in some attack. */
    private static final List<String> FRAGMENTS = List.of(
            "${sys.user.home}",
            "${bean:x}",
            "$simple{env.HOME}",
            "${exchange.context}",
            "{{env:HOME}}",
            "{{?x}}",
            "{{region}}",
            "${load(file:/etc/passwd)}",
            "resource:file:/etc/passwd",
            "#class:java.lang.Object",
            "#bean:x",
            "RAW(",
            ")",
            "exec:id",
            "?brokers=a:1",
            "&proxyHost=a",
            "%2e%2e/",
            "../",
            "\\",
            "@attacker.example",
            "#",
            "??",
            "https:http://",
            "file:",
            "kafka:",
            "${uppercase('${env.HOME}')}",
            "${",
            "}",
            "$",
            "{{",
            "}}",
            "'",
            "\"",
            "(a+)+$",
            "function:simple('x')",
            " ~> ${function(a)}",
            " ?: ${env.X}",
            " ? 'a' : ${ref:b}",
            "$init{ $a := ${ref:b}; }init$",
            "\u200b",
            "\u202e",
            "\ufeff",
            "\u0085",
            "\u2028",
            "\0",
            "\t",
            "\r",
            "\n",
            "а",
            "。",
            "１２７.０.０.１",
            "-1",
            "0",
            "2147483648",
            "9".repeat(400),
            "1e308",
            "0x7f",
            "NaN",
            "1h",
            "PT1S",
            "true",
            "null",
            "~",
            "Camel",
            "CamelHttpUri",
            "kafka.OVERRIDE_TOPIC",
            "Authorization",
            "global:",
            "header:",
            "language:simple:");
    /** Pieces of YAML. */
    private static final List<String> CONSTRUCTS = List.of(
            "&a ",
            "*a",
            "!!str ",
            "!x ",
            "<<: {a: b}",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "? ",
            ": ",
            "- ",
            "|\n",
            ">-\n",
            "# ",
            "[",
            "]",
            "{",
            "}",
            "\n  ",
            "\r",
            "\u0085",
            "\"\\x65\"",
            "'",
            "\"",
            "[".repeat(3000),
            "{a: ".repeat(2000),
            "- ".repeat(500),
            "!!binary ",
            "\"\\uD800\"",
            "x: *x\n",
            "a: &b [*b]\n",
            "\uD83D",
            "\uFFFF",
            "?\n",
            "@",
            "`");

    private final Random random;

    TextDamage(Random random) {
        this.random = random;
    }

    String fragment() {
        return FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
    }

    /** The text with up to three wounds. */
    String of(String whole) {
        var text = new StringBuilder(whole);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(7)) {
                case 0 ->
                    text.insert(at, (char) (random.nextInt(8) == 0 ? random.nextInt(65536) : random.nextInt(128)));
                case 1 -> text.delete(at, to);
                case 2 -> text.insert(at, CONSTRUCTS.get(random.nextInt(CONSTRUCTS.size())));
                case 3 -> text.insert(at, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
                case 4 -> text.insert(at, text.substring(at, to));
                case 5 -> text.setLength(random.nextInt(20) == 0 ? at : text.length());
                default -> {
                    if (at < text.length()) text.setCharAt(at, (char) (text.charAt(at) ^ (1 << random.nextInt(7))));
                }
            }
        }
        return text.toString();
    }
}
