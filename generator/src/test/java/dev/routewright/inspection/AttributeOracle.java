package dev.routewright.inspection;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.model.ConvertBodyDefinition;
import org.apache.camel.model.KameletDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetPropertyDefinition;
import org.apache.camel.model.ThrowExceptionDefinition;
import org.apache.camel.model.language.ExpressionDefinition;

/** What an attribute of a model node names that the plain lists do not allow: beans, classes, endpoints, headers. */
final class AttributeOracle {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final Set<String> REFERENCES = Set.of(
            "ref",
            "aggregationRepository",
            "aggregateController",
            "onPrepare",
            "comparator",
            "executorService",
            "timeoutCheckerExecutorService",
            "executorServiceRef",
            "routePolicy",
            "routePolicyRef",
            "errorHandlerRef",
            "routeConfigurationId",
            "logger",
            "loggerRef",
            "onRedeliveryRef",
            "onExceptionOccurredRef",
            "factoryRef",
            "onPrepareFailureRef",
            "retryWhileRef",
            "redeliveryPolicyRef",
            "exchangeFormatterRef",
            "objectFactory",
            "documentType",
            "objectMapper",
            "unmarshalType",
            "collectionType",
            "jsonView",
            "moduleClassNames",
            "moduleRefs",
            "schemaResolver",
            "predicateExceptionFactory",
            "configuration",
            "config",
            "circuitBreaker",
            "timeoutExecutorService",
            "logLanguage",
            "aggregationStrategyMethodName",
            "precondition",
            "retryWhile",
            "beanType",
            "method",
            "xmlMapper",
            "recordConverterRef",
            "marshallerFactoryRef",
            "objectModel");

    private final SimpleOracle simple;
    private final EndpointOracle endpoints;

    AttributeOracle(SimpleOracle simple) {
        this.simple = simple;
        this.endpoints = new EndpointOracle(simple);
    }

    void judge(Object owner, String field, String written, List<String> found) {
        if (Set.of("description", "note", "location", "language", "dataFormatName")
                .contains(field)) return;
        String text = placeholders(written, found);
        if (REFERENCES.contains(field) && !text.equals("false")) found.add("reference " + field + "=" + text);
        else if (field.equals("aggregationStrategy") && !OracleLists.STRATEGIES.contains(text))
            found.add("strategy " + text);
        else if (field.equals("idempotentRepository") && !OracleLists.REPOSITORIES.contains(text))
            found.add("repository " + text);
        else if ((field.equals("exception") || field.equals("exceptions")) && !OracleLists.CAUGHT.contains(text))
            found.add("exception " + text);
        else if (field.equals("exceptionType") && !OracleLists.THROWN.contains(text)) found.add("throws " + text);
        else if ((field.equals("resultType") || owner instanceof ConvertBodyDefinition && field.equals("type"))
                && !OracleLists.TYPES.contains(text)) found.add("type " + text);
        else if (field.equals("uri") || field.equals("deadLetterUri"))
            endpoints.judge(text, owner.getClass().getSimpleName().equals("FromDefinition"), found);
        else if (owner instanceof KameletDefinition && field.equals("name"))
            endpoints.judge("kamelet:" + text, false, found);
        else if (field.equals("message")
                && (owner instanceof LogDefinition || owner instanceof ThrowExceptionDefinition))
            found.addAll(simple.judge(text, false));
        else if (field.equals("name")
                && (owner instanceof SetHeaderDefinition || owner instanceof SetPropertyDefinition))
            header(text, found);
        else if (field.equals("nested") && text.equals("true")) found.add("nested simple");
        else if (field.equals("logName") && !text.matches("[a-z0-9-]+")) found.add("logger " + text);
        else if (field.equals("doWhile") && text.equals("true")) found.add("doWhile");
        else if (text.startsWith("#")
                && !(owner instanceof ExpressionDefinition)
                && !OracleLists.STRATEGIES.contains(text)
                && !OracleLists.REPOSITORIES.contains(text)) found.add("reference " + field + "=" + text);
        if (owner instanceof OnExceptionDefinition && field.endsWith("Ref")) found.add("reference " + field);
    }

    /** Listed placeholders are replaced; whatever else Camel would replace is found. */
    private static String placeholders(String text, List<String> found) {
        var unlisted = PLACEHOLDER
                .matcher(text)
                .results()
                .map(m -> m.group(1))
                .filter(n -> !OracleLists.POLICY.at("/placeholders/allowed").has(n))
                .toList();
        if (!unlisted.isEmpty()) found.add("placeholder " + unlisted);
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(m -> java.util.regex.Matcher.quoteReplacement(OracleLists.POLICY
                        .at("/placeholders/allowed")
                        .path(m.group(1))
                        .asText("")));
    }

    static void header(String name, List<String> found) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean allowed =
                Set.of("camelhttpmethod", "camelhttpresponsecode", "kafka.key").contains(lower);
        boolean control = lower.startsWith("camel")
                || lower.startsWith("org.apache.camel")
                || lower.startsWith("kafka.")
                || lower.strip().equals("host");
        if (control && !allowed || name.contains("${") || name.contains("{{")) found.add("header " + name);
    }
}
