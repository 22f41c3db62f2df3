package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values: each is what its kind says, wherever it stands (attribute, option, Kamelet or language setting). */
final class ValueRules implements Rule {
    private static final Pattern ROUTE_ID = Pattern.compile("[a-z][a-z0-9-]{1,63}");
    private static final Pattern DELAYS = Pattern.compile("\\d{1,4}:(\\d{1,9})");
    private static final Pattern MILLIS = Pattern.compile("(-?\\d{1,15})(ms|s|m|h|d)?");
    /** Set by the runtime when a call fails; a route only reads it. */
    private static final String FAILURE = "failure";

    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,6})?");

    private final Policy.Content policy;
    private final @Nullable Findings findings;

    /** As a rule over the attributes of every element. */
    ValueRules(Policy.Content policy) {
        this.policy = policy;
        this.findings = null;
    }

    /** For other rules that judge a single value. */
    ValueRules(Policy.Content policy, Findings findings) {
        this.policy = policy;
        this.findings = findings;
    }

    @Override
    public void judge(Subject subject, Findings found) {
        var values = new ValueRules(policy, found);
        subject.elements().forEach(element -> {
            element.values().values().forEach(value -> values.judge(value, element.step()));
            element.exceptions()
                    .forEach(
                            value -> values.exception(value, policy.exceptions().caught(), element.step()));
            if (element.dataFormat() != null)
                element.dataFormat().options().forEach(value -> values.judge(value, element.step()));
        });
    }

    void judge(Value value, @Nullable String step) {
        if (!value.kind().isScalar()) return;
        String text = value.text();
        Kind kind = value.kind();
        Spellings.of(kind.type()).ifPresent(s -> require(s.fits(text), value, s.expected(), step));
        switch (kind.type()) {
            case TEXT -> length(value, step);
            case BOOLEAN -> require(text.equals("true") || text.equals("false"), value, "`true` or `false`", step);
            case NUMBER, STATUS -> number(value, text.matches("-?\\d{1,15}") ? Long.valueOf(text) : null, step);
            case DECIMAL ->
                number(
                        value,
                        DECIMAL.matcher(text).matches() ? (Long) (long) Math.ceil(Double.parseDouble(text)) : null,
                        step);
            case MILLIS -> number(value, millis(text), step);
            case ONE_OF -> require(kind.words().contains(text), value, "one of " + NearMisses.list(kind.words()), step);
            case ROUTE_ID -> routeId(value, step);
            case VARIABLE -> variable(value, step);
            case LOG_NAME -> logName(value, step);
            case TYPE ->
                require(policy.types().contains(text), value, "one of " + NearMisses.list(policy.types()), step);
            case REGEX -> regex(value, step);
            case DELAY_PATTERN -> delays(value, step);
            case TEMPLATE -> template(value, false, step);
            case SIMPLE_PREDICATE -> template(value, true, step);
            case DATA_FILE_NAME -> fileName(value, Set.of(), step);
            case FILE_NAME -> fileName(value, policy.folders().fileNameFunctions(), step);
            case FILE_MOVE -> fileName(value, moveFunctions(), step);
            case FILE_TARGET -> fileTarget(value, step);
            case REFERENCE -> reference(value, step);
            case EXCEPTION -> exception(value, policy.exceptions().thrown(), step);
            case CRON -> new Schedule(policy, findings()).judge(value, step);
            case HEADER, HEADER_PATTERN -> {
                // HeaderRules knows the step and what is put into the header
            }
            default -> {
                if (Spellings.of(kind.type()).isEmpty())
                    throw new IllegalStateException("No rule for values of kind " + kind.type());
            }
        }
    }

    static boolean isId(String text) {
        return Spellings.of(Kind.Type.ID).orElseThrow().fits(text);
    }

    /** A duration in milliseconds, as Camel reads it, or null when it is none. */
    static @Nullable Long millis(String text) {
        Matcher parts = MILLIS.matcher(text.strip());
        if (!parts.matches()) return null;
        long number = Long.parseLong(parts.group(1));
        if (parts.group(2) == null) return number;
        return switch (parts.group(2)) {
            case "s" -> number * 1_000;
            case "m" -> number * 60_000;
            case "h" -> number * 3_600_000;
            case "d" -> number * 86_400_000;
            default -> number;
        };
    }

    private void length(Value value, @Nullable String step) {
        if (value.kind().most() < value.text().length())
            add(
                    RuleId.LIMIT_EXCEEDED,
                    value,
                    "is longer than " + value.kind().most() + " characters",
                    "Shorten it.",
                    step);
        if (value.text().contains("${") || value.text().contains("$simple{"))
            add(
                    RuleId.EXPRESSION_SYNTAX,
                    value,
                    "holds an expression where only fixed text may stand",
                    "Write fixed text.",
                    step);
    }

    private void number(Value value, @Nullable Long number, @Nullable String step) {
        Kind kind = value.kind();
        if (number == null)
            add(RuleId.VALUE_NOT_ALLOWED, value, "is not a number", "Write a number, " + kind.range() + ".", step);
        else if (number < kind.least() || number > kind.most())
            add(
                    RuleId.LIMIT_EXCEEDED,
                    value,
                    "is outside the limits of the policy",
                    "Use a number of " + kind.range() + ".",
                    step);
    }

    private void require(boolean holds, Value value, String expected, @Nullable String step) {
        if (!holds) add(RuleId.VALUE_NOT_ALLOWED, value, "is not " + expected, "Write " + expected + ".", step);
    }

    private void routeId(Value value, @Nullable String step) {
        if (!ROUTE_ID.matcher(value.text()).matches())
            add(
                    RuleId.ID_NOT_ALLOWED,
                    value,
                    "is not a route id",
                    "Use 2 to 64 lower-case letters, digits and dashes, beginning with a letter.",
                    step);
        else if (Names.matchesAny(policy.reservedIds(), value.text()))
            add(RuleId.ID_NOT_ALLOWED, value, "is reserved for the runtime", "Use another id.", step);
    }

    private void variable(Value value, @Nullable String step) {
        if (value.text().toLowerCase(Locale.ROOT).startsWith("camel"))
            add(RuleId.HEADER_NOT_ALLOWED, value, "is a name Camel keeps for itself", "Use another name.", step);
        if (value.text().equals(FAILURE) && !value.name().equals("variableSend"))
            add(
                    RuleId.VALUE_NOT_ALLOWED,
                    value,
                    "is the variable in which the runtime says why a call failed",
                    "Use another name; read why a call failed by `variable(\"failure\").status` in jq.",
                    step);
    }

    private void regex(Value value, @Nullable String step) {
        if (!RegexCost.isCheap(value.text()) || value.text().contains("${"))
            add(
                    RuleId.REGEX_COSTLY,
                    value,
                    "is no regular expression or may take endless time",
                    value.text().startsWith("*")
                            ? "Write `antInclude` for names with `*`, or a regular expression such as `.*[.]csv`."
                            : RuleId.REGEX_COSTLY.remedy(),
                    step);
    }

    /** Camel loads a text that begins with the word from elsewhere, in every language. */
    private void template(Value value, boolean predicate, @Nullable String step) {
        if (ExpressionRules.isLoaded(value.text()))
            add(
                    RuleId.RESOURCE_NOT_ALLOWED,
                    value,
                    "is loaded from elsewhere",
                    RuleId.RESOURCE_NOT_ALLOWED.remedy(),
                    step);
        else simple().judge(value.scalar(), predicate, policy.simple().functions(), step);
    }

    private void fileName(Value value, Set<String> functions, @Nullable String step) {
        simple().judge(value.scalar(), false, functions, step);
        if (!FileRules.isPlainFile(value.text()))
            add(
                    RuleId.FOLDER_NOT_ALLOWED,
                    value,
                    "is not a plain file name",
                    "Write a name such as `order-${date:now:yyyyMMddHHmmssSSS}.json`, in folders of fixed names.",
                    step);
    }

    /** Camel would take other folders for folders below the one that is read, where nobody looks for them. */
    private void fileTarget(Value value, @Nullable String step) {
        simple().judge(value.scalar(), false, moveFunctions(), step);
        var text = value.text();
        boolean plain = FileMoves.isFromTheTop(text)
                ? FileRules.isPlainFile(text.substring(1)) && FileRules.isPlainFolder(FileMoves.folder(text))
                : text.startsWith(".") && FileRules.isPlainFile(text);
        if (!plain || FileMoves.isFromTheTop(text) && !FileRules.isAllowed(policy.folders(), FileMoves.folder(text)))
            add(
                    RuleId.FOLDER_NOT_ALLOWED,
                    value,
                    "is not where a file can be moved to",
                    "Write " + KindText.of(value.kind())
                            + ". Folders have fixed names; a date goes into the name, such as"
                            + " `/done/${date:now:yyyyMMdd}-${file:name}`.",
                    step);
    }

    /** A file that was read keeps its own name where it is moved to. */
    private Set<String> moveFunctions() {
        var functions = new TreeSet<>(policy.folders().fileNameFunctions());
        policy.simple().functions().stream()
                .filter(name -> name.startsWith("file:name") || name.startsWith("file:onlyname"))
                .forEach(functions::add);
        return functions;
    }

    private void logName(Value value, @Nullable String step) {
        if (Names.matchesAny(policy.reservedLoggers(), value.text()))
            add(RuleId.ID_NOT_ALLOWED, value, "is a logger of the runtime", "Use another name.", step);
    }

    /** Such as {@code 5:1000;10:5000}: from the fifth attempt on a second, from the tenth on five. */
    private void delays(Value value, @Nullable String step) {
        for (String part : value.text().split(";", -1)) {
            Matcher pair = DELAYS.matcher(part);
            number(value, pair.matches() ? Long.valueOf(pair.group(1)) : null, step);
        }
    }

    private void reference(Value value, @Nullable String step) {
        Set<String> allowed = policy.references().getOrDefault(value.name(), Set.of());
        if (!allowed.contains(value.text()))
            add(
                    RuleId.REFERENCE_NOT_ALLOWED,
                    value,
                    "is a reference that is not on the policy's list",
                    NearMisses.ask(value.text(), allowed, "Use one of " + NearMisses.list(allowed) + "."),
                    step);
    }

    private void exception(Value value, Set<String> allowed, @Nullable String step) {
        if (!allowed.contains(value.text()))
            add(
                    RuleId.EXCEPTION_NOT_ALLOWED,
                    value,
                    "is an exception type that is not on the policy's list",
                    NearMisses.ask(value.text(), allowed, "Use one of " + NearMisses.list(allowed) + "."),
                    step);
    }

    private SimpleText simple() {
        return new SimpleText(policy, findings());
    }

    private Findings findings() {
        if (findings == null) throw new IllegalStateException("A single value is judged without a place for findings.");
        return findings;
    }

    private void add(RuleId rule, Value value, String problem, String remedy, @Nullable String step) {
        findings()
                .add(
                        rule,
                        value.scalar().place(),
                        step,
                        "In " + quote(value.name()) + " the value " + quote(value.text()) + " " + problem + ".",
                        remedy);
    }
}
