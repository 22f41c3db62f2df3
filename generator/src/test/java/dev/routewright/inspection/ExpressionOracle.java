package dev.routewright.inspection;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.model.language.ExpressionDefinition;

/** What an expression of the model holds that the plain lists do not allow. */
final class ExpressionOracle {
    private static final Pattern FOREIGN_CALL = Pattern.compile("[A-Za-z][\\w.-]*\\s*:\\s*[A-Za-z][\\w.-]*\\s*\\(");

    private final SimpleOracle simple;

    ExpressionOracle(SimpleOracle simple) {
        this.simple = simple;
    }

    void judge(ExpressionDefinition expression, boolean predicate, List<String> found) {
        String language = expression.getLanguage();
        String written = expression.getExpression();
        if (expression.getClass() == ExpressionDefinition.class || language == null) return;
        if (!OracleLists.LANGUAGES.contains(language)) found.add("language " + language);
        if (written == null) return;
        // Camel puts listed placeholders in before it reads an expression, also in the middle of a name.
        String text = AttributeOracle.placeholders(written, found);
        if (text.strip().startsWith("resource:")) found.add("resource in " + language + ": " + text);
        switch (language) {
            case "simple" -> found.addAll(simple.judge(text, predicate));
            case "jsonpath" -> {
                if (text.contains("${") || text.contains("$simple{")) found.add("simple in jsonpath: " + text);
            }
            case "xpath" -> xpath(text, found);
            case "header" -> {
                if (OracleLists.sensitive(text.strip())) found.add("sensitive header " + text);
            }
            default -> {}
        }
    }

    /** XPath 1.0 without the functions other vocabularies add; an axis is no vocabulary. */
    static void xpath(String text, List<String> found) {
        String outside = text.replaceAll("'[^']*'|\"[^\"]*\"", "''").replaceAll("[a-z-]+\\s*::", "");
        var call = FOREIGN_CALL.matcher(outside);
        if (call.find()) found.add("xpath function " + call.group());
        if (outside.matches("(?s).*\\bdocument\\s*\\(.*")) found.add("xpath document()");
    }
}
