package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import dev.routewright.inspection.SimpleTree.Call;
import dev.routewright.inspection.SimpleTree.Condition;
import dev.routewright.inspection.SimpleTree.Template;
import dev.routewright.inspection.SimpleTree.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** What the functions of Simple may be given, and how much they may make of it. */
final class SimpleArguments {
    /** Fewest and most arguments of the functions that can be judged; Camel has more functions than these. */
    private static final Map<String, int[]> KNOWN = Map.ofEntries(
            entry(0, 1, "isEmpty", "isAlpha", "isAlphaNumeric", "isNumeric", "not", "trim", "uppercase", "lowercase"),
            entry(0, 1, "capitalize", "length", "size", "normalizeWhitespace", "abs", "floor", "ceil"),
            entry(0, 64, "sum", "max", "min", "average", "distinct", "reverse"),
            entry(3, 3, "iif"),
            entry(1, 3, "concat", "substring"),
            entry(2, 3, "replace", "pad", "substringBetween"),
            entry(1, 2, "substringBefore", "substringAfter", "contains", "random", "range", "hash"),
            entry(0, 3, "join"),
            entry(0, 2, "split"),
            entry(1, 1, "skip", "empty", "uuid", "jsonpath", "xpath"));

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");
    private static final Pattern INPUT = Pattern.compile("(header|variable|exchangeProperty|property):([^,]*),(.*)");
    private static final Set<String> EMPTY = Set.of("list", "map", "set", "string");
    private static final Set<String> UUID = Set.of("default", "classic", "short", "simple", "random");
    private static final Set<String> GROWING = Set.of("replace", "join", "pad");
    private static final Set<String> HASHES = Set.of("SHA-256", "SHA-384", "SHA-512", "SHA-1", "SHA3-256", "MD5");

    private final Policy.Content policy;

    SimpleArguments(Policy.Content policy) {
        this.policy = policy;
    }

    record Complaint(RuleId rule, String problem, String remedy) {}

    boolean isKnown(String function) {
        return KNOWN.keySet().stream()
                .anyMatch(names -> List.of(names.split(" ")).contains(function));
    }

    Optional<Complaint> complaint(Call call) {
        int count = call.arguments().size();
        int[] bounds = bounds(call.name());
        if (count < bounds[0] || count > bounds[1])
            return syntax("The function " + quote(call.name()) + " is given " + count + " arguments.", "Correct them.");
        return switch (call.name()) {
            case "range" -> range(call);
            case "pad" -> number(call, 1);
            case "skip" -> number(call, 0);
            case "empty" -> oneOf(call, 0, EMPTY);
            case "uuid" -> oneOf(call, 0, UUID);
            case "hash" -> count == 2 ? oneOf(call, 1, HASHES) : Optional.empty();
            case "split" -> count == 0 ? Optional.empty() : pattern(call, count - 1);
            case "replace" -> pattern(call, 0).or(() -> growth(call));
            case "join" -> growth(call);
            case "jsonpath", "xpath" -> path(call);
            default -> Optional.empty();
        };
    }

    private Optional<Complaint> range(Call call) {
        var complaint = number(call, 0);
        if (complaint.isEmpty() && call.arguments().size() == 2) complaint = number(call, 1);
        return complaint;
    }

    private Optional<Complaint> number(Call call, int index) {
        String text = plain(call.arguments().get(index)).strip();
        boolean number = NUMBER.matcher(text).matches();
        if (number && Math.abs(Long.parseLong(text)) <= policy.maxSimpleRange()) return Optional.empty();
        return Optional.of(new Complaint(
                RuleId.LIMIT_EXCEEDED,
                number
                        ? "The function " + quote(call.name()) + " is given the number " + quote(text) + "."
                        : "In " + quote(call.name()) + " a number depends on the message or is none.",
                "Write a number of at most " + policy.maxSimpleRange() + "."));
    }

    private Optional<Complaint> oneOf(Call call, int index, Set<String> words) {
        return words.contains(plain(call.arguments().get(index)).strip())
                ? Optional.empty()
                : syntax(
                        "In " + quote(call.source()) + " an argument is not one Camel knows.",
                        "Use one of " + NearMisses.list(words) + ".");
    }

    /** Camel splits by a pattern; a text that is no pattern is harmless or an error. */
    private Optional<Complaint> pattern(Call call, int index) {
        String pattern = plain(call.arguments().get(index));
        boolean dynamic = !call.name().equals("replace")
                && call.arguments().get(index) instanceof Template template
                && template.parts().stream().anyMatch(part -> !(part instanceof Text));
        if (!dynamic && (isNoPattern(pattern) || RegexCost.isCheap(pattern))) return Optional.empty();
        return Optional.of(new Complaint(
                RuleId.REGEX_COSTLY,
                dynamic
                        ? "The separator of " + quote(call.name()) + " depends on the message."
                        : "The pattern " + quote(pattern) + " may take endless time.",
                RuleId.REGEX_COSTLY.remedy()));
    }

    private static boolean isNoPattern(String text) {
        try {
            Pattern.compile(text);
            return false;
        } catch (PatternSyntaxException | StackOverflowError none) {
            return true;
        }
    }

    /** Functions that put more in than they take out multiply when they are nested. */
    private Optional<Complaint> growth(Call call) {
        return growthOf(call) <= policy.maxSimpleRange()
                ? Optional.empty()
                : Optional.of(new Complaint(
                        RuleId.LIMIT_EXCEEDED,
                        "The nested functions of " + quote(call.source()) + " may make a text of any length.",
                        "Use fewer nested `replace` and `join`."));
    }

    private static long growthOf(SimpleTree tree) {
        long inside = children(tree).stream()
                .mapToLong(SimpleArguments::growthOf)
                .max()
                .orElse(1);
        boolean grows = tree instanceof Call call && GROWING.contains(call.name());
        long own = grows
                ? 1
                        + children(tree).stream()
                                .mapToInt(argument -> plain(argument).length())
                                .sum()
                : 1;
        return Math.min(inside * own, Integer.MAX_VALUE);
    }

    private static List<SimpleTree> children(SimpleTree tree) {
        if (tree instanceof Call call) return call.arguments();
        if (tree instanceof Template template) return template.parts();
        if (tree instanceof Condition condition) return condition.terms();
        return List.of();
    }

    private Optional<Complaint> path(Call call) {
        String text = plain(call.arguments().get(0)).strip();
        var input = INPUT.matcher(text);
        boolean reads = input.matches();
        if (reads && Names.matchesAny(policy.simple().sensitive(), input.group(2)))
            return Optional.of(new Complaint(
                    RuleId.LOG_REVEALS,
                    "The text reads " + quote(input.group(2)) + ", which may hold a credential.",
                    "Leave it out."));
        String path = reads ? input.group(3).strip() : text;
        var problem = call.name().equals("xpath") ? XPathText.problem(path) : JsonPathText.problem(path);
        return problem.flatMap(p -> syntax(p, "Write a plain path, or use a step of its own for it."));
    }

    private static Optional<Complaint> syntax(String problem, String remedy) {
        return Optional.of(new Complaint(RuleId.EXPRESSION_SYNTAX, problem, remedy));
    }

    /** The argument's text; a function in it counts as one sign no number or word holds. */
    private static String plain(SimpleTree argument) {
        if (argument instanceof Text text) return text.text();
        if (argument instanceof Template template)
            return template.parts().stream().map(SimpleArguments::plain).collect(Collectors.joining());
        return "\u0001";
    }

    private static int[] bounds(String function) {
        return KNOWN.entrySet().stream()
                .filter(entry -> List.of(entry.getKey().split(" ")).contains(function))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static Map.Entry<String, int[]> entry(int least, int most, String... names) {
        return Map.entry(String.join(" ", names), new int[] {least, most});
    }
}
