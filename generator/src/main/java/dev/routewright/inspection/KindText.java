package dev.routewright.inspection;

import java.util.List;

/** What a value may be, in words for people who do not know how the policy file writes it. */
final class KindText {
    private KindText() {}

    static String of(Kind kind) {
        return kind.required() ? words(kind) + " (required)" : words(kind);
    }

    /** No default: a new kind of value needs its words before it compiles. */
    private static String words(Kind kind) {
        return switch (kind.type()) {
            case TEXT -> text(kind);
            case BOOLEAN -> "true or false";
            case NUMBER -> "a whole number" + range(kind, false);
            case DECIMAL -> "a number" + range(kind, false);
            case MILLIS -> "a duration" + range(kind, true);
            case ONE_OF -> kind.words().size() == 1 ? "only " + kind.words().get(0) : alternatives(kind.words());
            case ID -> "an id of letters, digits, dashes and dots";
            case ROUTE_ID -> "an id of lower-case letters, digits and dashes";
            case NAME -> "a plain name";
            case VARIABLE -> "the name of a variable";
            case HEADER -> "the name of a header";
            case HEADER_PATTERN -> "the name of a header, a pattern with *, or several with | between them";
            case TEMPLATE -> "short text in Simple";
            case SIMPLE_PREDICATE -> "a condition in Simple";
            case REGEX -> "a regular expression that is cheap to try";
            case CRON -> "a Quartz schedule, such as 0 0 8 * * ?";
            case TIME_ZONE -> "a time zone, such as Europe/Berlin";
            case FILE_NAME -> "a file name without folders, in Simple";
            case FILE_MOVE -> "a folder and file name below the folder that is read, in Simple";
            case FILE_TARGET ->
                "`/` and a folder of the data folder, such as `/done/prices/${file:name}`, or a folder that begins with a "
                        + "dot below the one that is read, such as `.done/${file:name}`";
            case DATA_FILE_NAME -> "a file name of letters and digits taken from the message";
            case STATUS -> "an HTTP status%s, constant or by any expression".formatted(range(kind, false));
            case FILE_PATTERN -> "file names with * and ?, such as *.csv";
            case MEDIA_TYPE -> "a media type, such as application/json";
            case METHODS -> "HTTP methods, such as GET,POST";
            case LOG_NAME -> "a name of lower-case letters, digits and dashes";
            case USER_AGENT -> "a product name, such as order-export/1.0";
            case CLAIM_FILTER -> "body, attachments or headers by name";
            case DELAY_PATTERN -> "delays by attempt, such as 1:1000;5:5000, each" + range(kind, true);
            case RATIOS -> "whole numbers, such as 3,1";
            case NAMESPACES -> "XML namespaces by prefix";
            case TYPE -> "one of the listed types";
            case REFERENCE -> "one of the listed references";
            case EXCEPTION -> "an exception that may be thrown";
            case URI -> "an endpoint";
            case KAMELET -> "a Kamelet";
            case PARAMETERS -> "the options of the endpoint";
            case EXPRESSION -> "an expression";
            case PREDICATE -> "a condition";
            case CONSTANT -> "a constant number" + range(kind, false);
            case ENDPOINTS -> "constant endpoints, with commas between them";
            case EXCEPTIONS -> "exceptions that may be caught";
            case DATA_FORMAT -> "a data format";
            case STEPS -> "steps";
            case PART -> "one section " + kind.words().get(0);
            case PARTS -> "sections " + kind.words().get(0);
        };
    }

    private static String text(Kind kind) {
        if (kind.most() == Long.MAX_VALUE) return "fixed text";
        if (kind.most() == 1) return "one character";
        return "fixed text of up to %d characters".formatted(kind.most());
    }

    private static String alternatives(List<String> words) {
        int last = words.size() - 1;
        return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    private static String range(Kind kind, boolean time) {
        boolean open = kind.most() == Long.MAX_VALUE;
        if (kind.least() == Long.MIN_VALUE) return open ? "" : " of at most " + amount(kind.most(), time);
        String least = amount(kind.least(), time);
        return open ? " of at least " + least : " from %s to %s".formatted(least, amount(kind.most(), time));
    }

    private static String amount(long number, boolean time) {
        return time ? duration(number) : String.valueOf(number);
    }

    /** In the largest unit that leaves no rest. */
    static String duration(long millis) {
        if (millis == 0) return "0";
        if (millis % 86_400_000 == 0) return count(millis / 86_400_000, "day");
        if (millis % 3_600_000 == 0) return count(millis / 3_600_000, "hour");
        if (millis % 60_000 == 0) return millis / 60_000 + " min";
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
