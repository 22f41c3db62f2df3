package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import dev.routewright.inspection.SimpleTree.Access;
import dev.routewright.inspection.SimpleTree.Call;
import dev.routewright.inspection.SimpleTree.Choice;
import dev.routewright.inspection.SimpleTree.Condition;
import dev.routewright.inspection.SimpleTree.Moment;
import dev.routewright.inspection.SimpleTree.Operator;
import dev.routewright.inspection.SimpleTree.Template;
import dev.routewright.inspection.SimpleTree.Text;
import dev.routewright.inspection.SimpleTree.Unknown;
import dev.routewright.inspection.SimpleTree.Word;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges a text in Camel's Simple language: every function in it, at any depth, must be on the policy's list and given
 * arguments that have bounds.
 */
final class SimpleText {
    /** They choose between operands or hand them on; what the operands may be is judged, and nothing else is needed. */
    private static final Set<String> PLAIN_OPERATORS = Set.of("?", ":", "?:", "~>", "?~>");

    private static final Set<String> ROOTS = Set.of("header", "variable", "exchangeProperty");
    /** Functions that may also stand without arguments. */
    private static final Set<String> ALONE = Set.of("uuid", "null");

    private final Policy.Content policy;
    private final Findings findings;

    SimpleText(Policy.Content policy, Findings findings) {
        this.policy = policy;
        this.findings = findings;
    }

    /** @param functions the functions allowed here; file names allow fewer than headers */
    void judge(Node.Scalar scalar, boolean predicate, Set<String> functions, @Nullable String step) {
        var walk = new Walk(scalar.place(), functions, step);
        String text = scalar.text();
        try {
            walk.judge(predicate ? SimpleParser.condition(text, 0) : SimpleParser.template(text, 0));
            if (SimpleSyntax.isUnreadable(text, predicate))
                walk.syntax(
                        predicate
                                ? "The condition " + quote(text) + " cannot be read by Camel."
                                : "The text " + quote(text)
                                        + " holds an operator of Simple where Camel cannot read it.",
                        predicate
                                ? "Write operands and operators apart by one blank, texts in single quotes."
                                : "Do not write ` ? `, ` : ` or ` ?: ` with blanks around them, or use jq.");
        } catch (SimpleParser.Malformed malformed) {
            walk.syntax(malformed.getMessage(), "Write plain `${…}` functions, or build the text with jq.");
        }
    }

    private final class Walk {
        private final Place place;
        private final Set<String> functions;
        private final @Nullable String step;
        private final SimpleArguments arguments = new SimpleArguments(policy);

        Walk(Place place, Set<String> functions, @Nullable String step) {
            this.place = place;
            this.functions = functions;
            this.step = step;
        }

        void judge(SimpleTree tree) {
            if (tree instanceof Template template) template.parts().forEach(this::judge);
            else if (tree instanceof Condition condition) condition(condition.terms());
            else if (tree instanceof Word word) word(word.name());
            else if (tree instanceof Access access) access(access);
            else if (tree instanceof Moment moment) known(moment.function(), moment.function());
            else if (tree instanceof Call call) call(call);
            else if (tree instanceof Choice choice) {
                judge(choice.condition());
                judge(choice.then());
                judge(choice.otherwise());
            } else if (tree instanceof Unknown unknown) unknown(unknown.source());
            else if (!(tree instanceof Text)) unknown(tree.toString());
        }

        /** {@code header} or {@code trim} alone is on the list and yet no function. */
        private void word(String name) {
            boolean needsMore = ROOTS.contains(name) || arguments.isKnown(name) && !ALONE.contains(name);
            if (needsMore) unknown(name);
            else known(name, name);
        }

        private void known(String name, String source) {
            if (!functions.contains(name)) unknown(source);
        }

        private void unknown(String source) {
            refuse(
                    RuleId.FUNCTION_NOT_ALLOWED,
                    "The function " + quote("${" + source + "}") + " is not on the policy's list for this place.",
                    NearMisses.ask(
                            source,
                            functions,
                            "Use one of " + NearMisses.list(functions)
                                    + (functions.contains("variable") || !functions.contains("file:name")
                                            ? ", or build the value with jq."
                                            : ". A name made of the message is put into the header `CamelFileName` with jq in"
                                                    + " a step before, and `fileName` is left out.")));
        }

        private void access(Access access) {
            String shown = access.root() + (access.dotted() ? "." + access.name() : "[" + access.name() + "]");
            known(access.root(), shown);
            boolean body = access.root().equals("body");
            boolean method = body && access.dotted() && Getters.isMethod(access.name());
            if (method
                    || Getters.isClass(access.name())
                    || access.keys().stream().anyMatch(Getters::isClass))
                refuse(
                        RuleId.FUNCTION_NOT_ALLOWED,
                        "The access " + quote("${" + shown + "}") + " would call a method.",
                        "Read a field by its key, such as `${body[total]}`.");
            if (!body && Names.matchesAny(policy.simple().sensitive(), access.name()))
                refuse(
                        RuleId.LOG_REVEALS,
                        "The text reads " + quote(access.name()) + ", which may hold a credential.",
                        "Leave it out.");
        }

        private void call(Call call) {
            if (!functions.contains(call.name()) || !arguments.isKnown(call.name())) unknown(call.source());
            else
                arguments
                        .complaint(call)
                        .ifPresent(complaint -> refuse(complaint.rule(), complaint.problem(), complaint.remedy()));
            call.arguments().forEach(this::judge);
        }

        private void condition(List<SimpleTree> terms) {
            boolean pattern = false;
            for (SimpleTree term : terms) {
                if (term instanceof Operator operator) operator(operator.sign());
                else if (pattern) pattern(term);
                else judge(term);
                pattern = term instanceof Operator operator && operator.takesPattern();
            }
        }

        private void operator(String sign) {
            if (PLAIN_OPERATORS.contains(sign) || policy.simple().operators().contains(sign)) return;
            refuse(
                    RuleId.FUNCTION_NOT_ALLOWED,
                    "The operator " + quote(sign) + " is not on the policy's list.",
                    "Use one of " + NearMisses.list(policy.simple().operators()) + ", or write the condition in jq.");
        }

        private void pattern(SimpleTree term) {
            if (!(term instanceof Text text)) {
                refuse(
                        RuleId.REGEX_COSTLY,
                        "The pattern depends on the message.",
                        "Write the pattern literally in single quotes.");
                judge(term);
            } else if (!RegexCost.isCheap(text.text()))
                refuse(
                        RuleId.REGEX_COSTLY,
                        "The pattern " + quote(text.text()) + " may take endless time.",
                        RuleId.REGEX_COSTLY.remedy());
        }

        void syntax(String problem, String remedy) {
            refuse(RuleId.EXPRESSION_SYNTAX, problem, remedy);
        }

        private void refuse(RuleId rule, String problem, String remedy) {
            findings.add(rule, place, step, problem, remedy);
        }
    }
}
