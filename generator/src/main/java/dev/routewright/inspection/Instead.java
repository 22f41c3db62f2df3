package dev.routewright.inspection;

import java.util.Map;
import java.util.Optional;

/** What to write for names of Camel and jq that many know and no standard policy lists. */
final class Instead {
    private static final String NOTHING = "Leave it out: ";
    private static final Map<String, String> SENTENCES = Map.ofEntries(
            Map.entry(
                    "idempotentConsumer",
                    "Claim the key with `kamelet:memory-begin`, do the work when the state is `new`, and end with"
                            + " `kamelet:memory-complete`."),
            Map.entry("toD", "Write the targets out as `to` in a `choice`."),
            Map.entry("onException", "Put the steps into a `doTry` with a `doCatch`."),
            Map.entry("errorHandler", NOTHING + "what fails is kept as a dead letter; calls take `retries`."),
            Map.entry("circuitBreaker", NOTHING + "every call has one. A fallback is a `doTry` with a `doCatch`."),
            Map.entry("loadBalance", "Write a `doTry` and call the next target in its `doCatch`."),
            Map.entry("resequence", "Collect with `aggregate` and sort the list with jq `sort_by`."),
            Map.entry("sort", "Use jq `sort_by(.field)`."),
            Map.entry("script", "Use jq in `setVariable` or `setBody`."),
            Map.entry("bean", "Use jq in `setVariable` or `setBody`."),
            Map.entry("process", "Use jq in `setVariable` or `setBody`."),
            Map.entry("claimCheck", "Keep the body in a variable with `setVariable` and `jq: .`."),
            Map.entry("xtokenize", "Split with `xpath`, such as `xpath: /list/item`."),
            Map.entry("jacksonXml", "Read XML with `xpath` into variables, and split it with `xpath: /list/item`."),
            Map.entry("jaxb", "Read XML with `xpath` into variables, and split it with `xpath: /list/item`."),
            Map.entry("bindy", "Use `csv` with `useMaps: true`, or jq `split(\"\\n\")`."),
            Map.entry("skipHeaderRecord", NOTHING + "with `useMaps: true` the heading gives the names of the fields."),
            Map.entry("useHeader", NOTHING + "with `useMaps: true` the heading gives the names of the fields."),
            Map.entry("header", "Write the heading with jq, in front of the lines."),
            Map.entry("appendChars", "End the body itself with a line end, such as jq `… + \"\\n\"`."),
            Map.entry("delete", "Write `move`, such as `move: .done/${file:name}`; no file is deleted."),
            Map.entry("noop", NOTHING + "a file that was read goes to `.done`, or where `move` says."),
            Map.entry("idempotent", NOTHING + "a file that was read goes to `.done`, or where `move` says."),
            Map.entry("sortBy", NOTHING + "files are read one after the other."),
            Map.entry("walk", "Name the fields, or use `map_values` and `with_entries`."),
            Map.entry("range", "Use a list that is there with `map`, or `to_entries` for positions."),
            Map.entry("splits", "Use `split(\"…\")`, which makes a list."),
            Map.entry("IN", "Compare: `. == \"a\" or . == \"b\"`, or `[\"a\", \"b\"] | index(…) != null`."),
            Map.entry("getpath", "Write the path out, such as `.a.b`."),
            Map.entry("def", "Write the expression out where it is needed, or keep it in a variable before."),
            Map.entry("strflocaltime", "Use `strftime`; times are in UTC."),
            Map.entry("localtime", "Use `gmtime`; times are in UTC."));

    private Instead() {}

    static Optional<String> of(String name) {
        return Optional.ofNullable(SENTENCES.get(name));
    }
}
