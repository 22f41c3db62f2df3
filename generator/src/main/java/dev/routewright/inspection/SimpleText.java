package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges a text in Camel's Simple language. It parses a language smaller than Simple: every <code>${</code> wherever it
 * stands (in quotes, in arguments, in other functions) must begin a function of the list, written without braces or
 * escapes inside, so that Camel cannot see a function this has not seen.
 */
final class SimpleText {
    private static final int DEEPEST = 12;
    private static final Set<String> ACCESSORS = Set.of("header", "variable", "exchangeProperty", "body");
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_-]{0,63}";
    private static final Pattern ACCESS = Pattern.compile("(header|variable|exchangeProperty|body)(?:[.:](" + NAME
            + ")|\\[(" + NAME + "|\\d{1,4}|last)])((?:\\[(?:" + NAME + "|\\d{1,4}|last)])*)");
    private static final Pattern CALL = Pattern.compile("([A-Za-z][A-Za-z0-9]*)\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern DATE = Pattern.compile(
            "(date:now|date-with-timezone:now)((?:[+-]\\d{1,9}[smhd]?)*)((?::[A-Za-z0-9' ,./:_+-]{1,64})?)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern DIGITS = Pattern.compile("\\d{4,}");

    private final Policy.Content policy;
    private final Findings findings;

    SimpleText(Policy.Content policy, Findings findings) {
        this.policy = policy;
        this.findings = findings;
    }

    /** @param functions the functions allowed here; file names allow fewer than headers */
    void judge(Node.Scalar scalar, boolean predicate, Set<String> functions, @Nullable String step) {
        new Walk(scalar.place(), functions, step).text(scalar.text(), predicate, 0);
    }

    private final class Walk {
        private final Place place;
        private final Set<String> functions;
        private final @Nullable String step;

        Walk(Place place, Set<String> functions, @Nullable String step) {
            this.place = place;
            this.functions = functions;
            this.step = step;
        }

        void text(String text, boolean predicate, int depth) {
            if (text.contains("$simple{") || text.contains("$init{") || text.contains("}init$")) {
                refuse(RuleId.FUNCTION_NOT_ALLOWED, "The text uses `$simple{` or an init block.", "Write `${…}`.");
                return;
            }
            if (depth > DEEPEST) {
                syntax("The functions are nested too deeply.");
                return;
            }
            var skeleton = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                if (!text.startsWith("${", i)) {
                    skeleton.append(text.charAt(i));
                    continue;
                }
                int end = end(text, i + 2);
                if (end < 0) {
                    syntax("The text " + quote(text) + " has a `${` that is not closed plainly.");
                    return;
                }
                function(text.substring(i + 2, end), depth);
                skeleton.append('\u0001');
                i = end;
            }
            operators(skeleton.toString(), predicate);
        }

        /** Index of the brace that ends the function, or -1 when there are other braces or escapes in it. */
        private int end(String text, int from) {
            int depth = 1;
            for (int i = from; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\\' || (c == '{' && text.charAt(i - 1) != '$')) return -1;
                if (c == '{') depth++;
                if (c == '}' && --depth == 0) return i;
            }
            return -1;
        }

        private void function(String content, int depth) {
            Matcher access = ACCESS.matcher(content);
            Matcher date = DATE.matcher(content);
            Matcher call = CALL.matcher(content);
            if (functions.contains(content) && !content.equals("date:now") && !content.startsWith("date-")) return;
            if (access.matches() && functions.contains(access.group(1))) access(access, content);
            else if (date.matches() && functions.contains(date.group(1))) return;
            else if (call.matches() && functions.contains(call.group(1)) && !ACCESSORS.contains(call.group(1)))
                arguments(call.group(1), call.group(2), depth);
            else
                refuse(
                        RuleId.FUNCTION_NOT_ALLOWED,
                        "The function " + quote("${" + content + "}") + " is not on the policy's list for this place.",
                        NearMisses.ask(
                                content,
                                functions,
                                "Use one of " + NearMisses.list(functions) + ", or build the value with jq."));
        }

        private void access(Matcher access, String content) {
            boolean getter = access.group(1).equals("body") && access.group(2) != null;
            if (getter || content.toLowerCase(Locale.ROOT).contains("class"))
                refuse(
                        RuleId.FUNCTION_NOT_ALLOWED,
                        "The access " + quote("${" + content + "}") + " would call a method of the body.",
                        "Read a field with jq, such as `.total`.");
            String name = access.group(2) != null ? access.group(2) : access.group(3);
            boolean read = !access.group(1).equals("body");
            if (read && Names.matchesAny(policy.simple().sensitive(), name))
                refuse(
                        RuleId.LOG_REVEALS,
                        "The text reads " + quote(name) + ", which may hold a credential.",
                        "Leave it out.");
        }

        private void arguments(String name, String arguments, int depth) {
            Matcher digits = DIGITS.matcher(arguments);
            while (digits.find())
                if (digits.group().length() > 9 || Long.parseLong(digits.group()) > policy.maxSimpleRange())
                    refuse(
                            RuleId.LIMIT_EXCEEDED,
                            "The function " + quote(name) + " is given the number " + quote(digits.group()) + ".",
                            "Use a number of at most " + policy.maxSimpleRange() + ".");
            boolean condition = name.equals("iif") || name.equals("not");
            int comma = condition ? firstComma(arguments) : 0;
            if (condition) text(arguments.substring(0, comma), hasOperator(arguments.substring(0, comma)), depth + 1);
            text(arguments.substring(comma), false, depth + 1);
        }

        private int firstComma(String arguments) {
            int depth = 0;
            for (int i = 0; i < arguments.length(); i++) {
                char c = arguments.charAt(i);
                if (c == '{' || c == '(') depth++;
                if (c == '}' || c == ')') depth--;
                if (c == ',' && depth == 0) return i;
            }
            return arguments.length();
        }

        private boolean hasOperator(String text) {
            return text.strip().indexOf(' ') >= 0;
        }

        /** @param skeleton the text with each function replaced by one sign */
        private void operators(String skeleton, boolean predicate) {
            var words = words(skeleton);
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                boolean quotedNext = i + 1 < words.size() && words.get(i + 1).startsWith("'");
                boolean regex = word.equals("regex") || word.equals("!regex");
                boolean type = word.equals("is") || word.equals("!is");
                boolean operatorOfText = quotedNext && (regex || type) && skeleton.indexOf('?') >= 0;
                if (regex && quotedNext && !RegexCost.isCheap(words.get(i + 1).substring(1)))
                    refuse(
                            RuleId.REGEX_COSTLY,
                            "The pattern " + quote(words.get(i + 1).substring(1)) + " may take endless time.",
                            RuleId.REGEX_COSTLY.remedy());
                else if (predicate ? !isAllowed(word) : operatorOfText && type)
                    refuse(
                            RuleId.FUNCTION_NOT_ALLOWED,
                            "The operator " + quote(word) + " is not on the policy's list.",
                            "Use one of " + NearMisses.list(policy.simple().operators())
                                    + ", or write the condition in jq.");
            }
        }

        private boolean isAllowed(String word) {
            String bare = word.endsWith("++") || word.endsWith("--") ? word.substring(0, word.length() - 2) : word;
            return bare.equals("\u0001")
                    || word.startsWith("'")
                    || NUMBER.matcher(word).matches()
                    || Set.of("true", "false", "null", "empty").contains(word)
                    || policy.simple().operators().contains(word);
        }

        /** Words apart by blanks; a quoted text is one word that begins with a single quote and has no closing one. */
        private List<String> words(String skeleton) {
            var words = new ArrayList<String>();
            int i = 0;
            while (i < skeleton.length()) {
                char c = skeleton.charAt(i);
                if (Character.isWhitespace(c)) {
                    i++;
                    continue;
                }
                int end = i + 1;
                if (c == '\'' || c == '"') {
                    end = skeleton.indexOf(c, i + 1);
                    if (end < 0) end = skeleton.length();
                    words.add("'" + skeleton.substring(i + 1, end));
                    i = end + 1;
                    continue;
                }
                while (end < skeleton.length() && !Character.isWhitespace(skeleton.charAt(end))) end++;
                words.add(skeleton.substring(i, end));
                i = end;
            }
            return words;
        }

        private void syntax(String problem) {
            refuse(RuleId.EXPRESSION_SYNTAX, problem, "Write plain `${…}` functions, or build the text with jq.");
        }

        private void refuse(RuleId rule, String problem, String remedy) {
            findings.add(rule, place, step, problem, remedy);
        }
    }
}
