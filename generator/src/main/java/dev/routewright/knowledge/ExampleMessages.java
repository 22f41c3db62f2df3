package dev.routewright.knowledge;

import dev.routewright.route.Scenario;
import dev.routewright.route.Scenario.Sent;
import dev.routewright.route.Scenario.Written;
import dev.routewright.route.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an example sends, and what it says comes back or is written. */
record ExampleMessages(Trigger trigger, Scenario example) {
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^{}]+)}");
    private static final Set<String> BODIED = Set.of("POST", "PUT", "PATCH");
    private static final int MOST = 30;
    private static final int LARGEST = 64 * 1024;

    Stream<String> objections() {
        var objections = new ArrayList<String>();
        boolean turns = trigger instanceof Trigger.Timer || trigger instanceof Trigger.Cron;
        if (example.messages().isEmpty() && !turns)
            objections.add("nothing comes in; write the message it is an example of under messages.");
        if (example.messages().size() > MOST)
            objections.add("it has %d messages; at most %d are played, so show it with fewer."
                    .formatted(example.messages().size(), MOST));
        for (var sent : example.messages()) objections.addAll(message(sent, turns));
        answers(objections);
        for (var written : example.written()) objections.addAll(written(written));
        return objections.stream();
    }

    private List<String> message(Sent sent, boolean turns) {
        var objections = new ArrayList<String>();
        if (PlainText.length(sent.body()) > LARGEST)
            objections.add("a message is longer than %d characters; show it with a shorter one.".formatted(LARGEST));
        if (turns && (sent.body() != null || !sent.parameters().isEmpty()))
            objections.add(
                    "a turn of the timer brings nothing; leave body and parameters out and say under replies what"
                            + " is found.");
        if (!(trigger instanceof Trigger.Folder) && !sent.fileName().isEmpty())
            objections.add("only a file has a fileName; leave it out.");
        if (trigger instanceof Trigger.Http http) objections.addAll(request(http, sent));
        if (trigger instanceof Trigger.Folder folder) objections.addAll(file(folder, sent));
        return objections;
    }

    private static List<String> request(Trigger.Http http, Sent sent) {
        var objections = new ArrayList<String>();
        PATH_PARAMETER
                .matcher(http.path())
                .results()
                .map(found -> found.group(1))
                .forEach(name -> {
                    if (!sent.parameters().containsKey(name)
                            && !Examples.members(sent.body()).containsKey(name))
                        objections.add("the path %s needs a value for %s; write it under parameters."
                                .formatted(http.path(), name));
                });
        boolean bodied = BODIED.contains(http.method().toUpperCase(Locale.ROOT));
        if (!bodied && sent.body() != null && sent.parameters().isEmpty())
            objections.add("%s has no body; write what comes along under parameters."
                    .formatted(http.method().toUpperCase(Locale.ROOT)));
        return objections;
    }

    private static List<String> file(Trigger.Folder folder, Sent sent) {
        var objections = new ArrayList<String>();
        var name = sent.fileName();
        if (name.contains("/") || name.contains("\\"))
            objections.add("the fileName %s is a path; write the name alone.".formatted(PlainText.json(name)));
        if (!name.isEmpty()
                && !folder.suffix().isEmpty()
                && !name.toLowerCase(Locale.ROOT).endsWith(folder.suffix().toLowerCase(Locale.ROOT)))
            objections.add("the file %s is not taken, because its name does not end in %s; write one that does."
                    .formatted(PlainText.json(name), folder.suffix()));
        if (sent.body() == null)
            objections.add("the file has no content; write it as body, a text as it stands in the file.");
        return objections;
    }

    private void answers(List<String> objections) {
        if (!(trigger instanceof Trigger.Http)) {
            if (!example.answers().isEmpty())
                objections.add(
                        "nobody waits for an answer here; leave answers empty and say what is called or written.");
            return;
        }
        if (example.answers().size() > example.messages().size())
            objections.add("it has %d answers for %d messages; write one answer for each message."
                    .formatted(example.answers().size(), example.messages().size()));
        for (var answer : example.answers())
            if (answer.status() < 200 || answer.status() > 599)
                objections.add("%d is no status of an answer; write one from 200 to 599.".formatted(answer.status()));
    }

    private static List<String> written(Written written) {
        var target = written.target();
        boolean file = target.startsWith("file:");
        var place = target.substring(target.indexOf(':') + 1);
        if (!file && !target.startsWith("kafka:") || place.isBlank())
            return List.of("%s is nowhere to write to; write file:<folder>/<name> or kafka:<topic>."
                    .formatted(PlainText.json(target)));
        if (file && (place.startsWith("/") || List.of(place.split("/")).contains("..")))
            return List.of("%s leaves the shared folder; write a folder below it, such as file:out/a.csv."
                    .formatted(PlainText.json(target)));
        if (file && !written.key().isEmpty())
            return List.of("a file has no key; leave the key of %s out.".formatted(PlainText.json(target)));
        return List.of();
    }
}
