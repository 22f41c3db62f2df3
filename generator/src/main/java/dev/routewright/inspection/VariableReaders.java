package dev.routewright.inspection;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Which variables of a file some step reads. */
final class VariableReaders {
    private static final Pattern JQ = Pattern.compile("\\bvariable\\(\\s*\"([^\"]+)\"");
    private static final Pattern SIMPLE = Pattern.compile("\\bvariable(?:\\.|:|\\[['\"]?)([A-Za-z0-9_-]+)");

    private final Set<String> read = new HashSet<>();

    VariableReaders(Subject subject) {
        subject.elements().forEach(this::read);
    }

    boolean isRead(String name) {
        return read.contains(name);
    }

    private void read(Element element) {
        element.text("variableSend").ifPresent(read::add);
        element.text("message").ifPresent(text -> find(SIMPLE, text));
        for (var expression : element.expressions()) {
            String text = expression.text().text();
            switch (expression.language()) {
                case "variable" -> read.add(text.strip());
                case "jq" -> find(JQ, text);
                case "simple" -> find(SIMPLE, text);
                default -> {
                    // The others read the body.
                }
            }
        }
    }

    private void find(Pattern pattern, String text) {
        pattern.matcher(text).results().forEach(found -> read.add(found.group(1)));
    }
}
