package dev.routewright.cell;

import dev.routewright.inspection.Getters;
import dev.routewright.inspection.RegexCost;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether what stands in the braces of one function of Simple is a function of the policy, or one Camel itself uses. */
final class SimpleFunctions {
    /** Camel's own texts for file names, bodies and empty expressions. */
    private static final Set<String> INTERNAL = Set.of(
            "body",
            "in.body",
            "null",
            "file:name",
            "file:onlyname",
            "file:parent",
            "file:path",
            "file:absolute.path",
            "file:ext",
            "file:name.ext",
            "file:name.noext",
            "file:onlyname.noext",
            "file:size",
            "file:length",
            "file:modified");

    private static final String NAME = "[A-Za-z_][\\w-]*";
    private static final Pattern ACCESS = Pattern.compile("(body|header|variable|exchangeProperty)(?:([.:])(" + NAME
            + "(?:\\.[\\w-]+)*)|(\\[))?((?:\\[?['\"]?(?:" + NAME + "|\\d{1,6})['\"]?])*)");
    private static final Pattern DATE = Pattern.compile(
            "(date:now|date-with-timezone:now)(?:[+\\- ]+\\d{1,9}[a-zA-Z]{0,2})*(?::[^${}?\\\\]{1,80})?");
    private static final Pattern CALL = Pattern.compile("([A-Za-z][A-Za-z0-9]*)\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern BOUNDED = Pattern.compile("\\s*['\"]?-?\\d{1,5}['\"]?\\s*");
    private static final Pattern GENERATOR = Pattern.compile("classic|short|simple|random|default");

    private final Set<String> permitted;
    private final Set<String> internal;

    SimpleFunctions(Set<String> permitted) {
        this(permitted, INTERNAL);
    }

    private SimpleFunctions(Set<String> permitted, Set<String> internal) {
        this.permitted = Set.copyOf(permitted);
        this.internal = internal;
    }

    /** What the text of a route may call: Camel's own texts use some functions besides, which tell paths of the host. */
    static SimpleFunctions ofRoutes(Set<String> permitted) {
        return new SimpleFunctions(permitted, Set.of("null"));
    }

    void check(String content, SimpleGuard guard) {
        if (!allows(content, guard)) throw new OutsideGrant("the expression ${" + content + "}");
    }

    private boolean allows(String content, SimpleGuard guard) {
        if (internal.contains(content)) return true;
        if (SimpleChoice.isOne(content)) return SimpleChoice.allowed(content, this, guard);
        if (permitted.contains(content)) return true;
        var access = ACCESS.matcher(content);
        if (access.matches()) return isField(access.group(1), access.group(2), access.group(3), content);
        var date = DATE.matcher(content);
        if (date.matches()) return permitted.contains(date.group(1));
        var call = CALL.matcher(content);
        return call.matches() && permitted.contains(call.group(1)) && isBounded(call.group(1), call.group(2));
    }

    private boolean isField(String root, String sign, String name, String content) {
        if (!permitted.contains(root) || content.equals(root)) return false;
        if (root.equals("header") && Headers.isCredential(content)) return false;
        // after header.x.y a method of the value would be called, unless that is the header's whole name
        if (name != null && name.indexOf('.') >= 0 && !root.equals("header")) return false;
        if (name != null && root.equals("header") && name.indexOf('.') >= 0 && !name.startsWith("kafka.")) return false;
        boolean method = root.equals("body") && sign != null && Getters.isMethod(name);
        return !method && !content.matches("(?i).*[.:\\[]['\"]?(?:get)?class['\"]?(?:[].\\[].*)?");
    }

    private static boolean isBounded(String function, String arguments) {
        return switch (function) {
            case "range" -> allBounded(arguments.split(",", -1));
            case "pad" -> arguments.indexOf(',') > 0 && isAnyBounded(arguments.split(",", -1));
            case "uuid" -> GENERATOR.matcher(arguments).matches();
            case "split" -> isCheap(arguments);
            default -> true;
        };
    }

    private static boolean allBounded(String[] arguments) {
        for (String argument : arguments) if (!BOUNDED.matcher(argument).matches()) return false;
        return true;
    }

    /** The length is the second argument, or a later one for Camel when the first holds commas. */
    private static boolean isAnyBounded(String[] arguments) {
        for (int i = 1; i < arguments.length; i++)
            if (BOUNDED.matcher(arguments[i]).matches()) return true;
        return false;
    }

    /** The separator is the last argument; what is no pattern fails by itself. */
    private static boolean isCheap(String arguments) {
        int comma = arguments.lastIndexOf(',');
        String plain = arguments.replace("'", "").replace("\"", "");
        String last = comma < 0 ? plain : arguments.substring(comma + 1).replaceAll("['\"]", "");
        if (last.isEmpty()) return true;
        if (last.contains("${") && comma >= 0) return false;
        try {
            Pattern.compile(last);
        } catch (java.util.regex.PatternSyntaxException | StackOverflowError none) {
            return true;
        }
        return RegexCost.isCheap(last);
    }
}
