package dev.routewright.drafting.offline;

import static dev.routewright.drafting.offline.Node.jq;
import static dev.routewright.drafting.offline.Node.removeHeader;
import static dev.routewright.drafting.offline.Node.setHeader;
import static dev.routewright.drafting.offline.Node.setVariable;

import dev.routewright.route.Step;
import dev.routewright.route.Value;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what leaves by files, topics and the log. The body stays the incoming message. */
final class Outlets {
    private final Names names;

    Outlets(Names names) {
        this.names = names;
    }

    List<Node> file(Step.WriteFile file, Jq jq) {
        var content = names.helper(file.id(), "input");
        var set = setVariable(content, content, jq(jq.text(file.content())));
        var uri = "file:" + Places.folder(file.folder());
        var name = isUnnamed(file.fileName())
                ? file.id() + "-${date:now:yyyyMMddHHmmssSSS}-${exchangeId}.json"
                : Places.fixedName(file.fileName());
        if (name != null) return List.of(set, to(file, uri, content, Node.of("fileName", name)));
        return List.of(
                set,
                setHeader(names.helper(file.id(), "name"), "CamelFileName", jq(fileName(file.fileName(), jq))),
                to(file, uri, content, null),
                removeHeader(names.helper(file.id(), "name-end"), "CamelFileName"));
    }

    List<Node> publish(Step.Publish publish, Jq jq) {
        var content = names.helper(publish.id(), "input");
        var set = setVariable(content, content, jq(jq.text(publish.content())));
        var to = to(publish, "kafka:" + Places.topic(publish.topic()), content, null);
        if (publish.key() == null) return List.of(set, to);
        return List.of(
                set,
                setHeader(names.helper(publish.id(), "key"), "kafka.KEY", jq(jq.text(publish.key()))),
                to,
                removeHeader(names.helper(publish.id(), "key-end"), "kafka.KEY"));
    }

    /** The text is computed first and only then shown, so that nothing in it is evaluated. */
    List<Node> log(Step.Log log, Jq jq) {
        var text = names.helper(log.id(), "input");
        return List.of(
                setVariable(text, text, jq(jq.text(log.text()))),
                Node.step("log", Node.id(log.id()).with("message", "${variable." + text + "}")));
    }

    /** Receiving into a variable nobody reads keeps body and headers as they were. */
    private Node to(Step step, String uri, String content, @org.jspecify.annotations.Nullable Node parameters) {
        return Node.step(
                "to",
                Node.id(step.id())
                        .with("uri", uri)
                        .with("parameters", parameters)
                        .with("variableSend", content)
                        .with("variableReceive", names.helper(step.id(), "sent")));
    }

    private static boolean isUnnamed(Value name) {
        return name instanceof Value.Literal literal
                && (literal.value() == null || literal.value().equals(""));
    }

    /**
     * A name made of data ends in the same words whatever it is made of, so that it can be seen without running that
     * nothing in it leads out of the folder or is evaluated.
     */
    private static String fileName(Value name, Jq jq) {
        return dataName(name, jq) + " | gsub(\"[^0-9A-Za-z_.\u4e00-\u9fff-]\"; \"_\") | sub(\"^[.]+\"; \"_\")";
    }

    private static String dataName(Value name, Jq jq) {
        if (name instanceof Value.Text text)
            return text.parts().stream().map(part -> dataName(part, jq)).collect(Collectors.joining(" + "));
        var fixed = Places.fixedName(name);
        if (fixed == null) return "(%s | tostring)".formatted(jq.needed(name));
        if (fixed.contains("${"))
            throw Places.refused("file name part", fixed, "either data or ${date:now:yyyyMMdd} in one name, not both");
        return Jq.string(fixed);
    }
}
