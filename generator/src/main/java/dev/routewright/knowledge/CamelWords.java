package dev.routewright.knowledge;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.tooling.model.BaseOptionModel;

/**
 * What Camel's catalog says of components, steps and their options, in one short sentence each. A sentence that names
 * something a route may not use is not said: whoever reads of it would try it.
 */
final class CamelWords {
    private static final int LONGEST = 110;
    private static final Pattern SENTENCE = Pattern.compile("(.+?[.!?])(\\s|$).*", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*");
    private static final Pattern CAMEL_CASE = Pattern.compile("[a-z]+[A-Z].*");
    /** Names in the catalog that are also ordinary words of its sentences. */
    private static final Set<String> WORDS = Set.of(
            "bean", "class", "event", "event-driven", "language", "method", "once", "ref", "stream", "string", "test");

    private final CamelCatalog camel;
    private final Set<String> allowed;
    private final Set<String> catalogued;

    /** @param allowed names a route may use */
    CamelWords(CamelCatalog camel, Set<String> allowed) {
        this.camel = camel;
        this.allowed = allowed;
        this.catalogued = Stream.concat(camel.findComponentNames().stream(), camel.findLanguageNames().stream())
                .filter(name -> !WORDS.contains(name))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    String component(String scheme) {
        var model = camel.componentModel(scheme);
        return model == null ? "" : sentence(model.getDescription());
    }

    String option(String scheme, String option) {
        var model = camel.componentModel(scheme);
        return model == null ? "" : said(model.getEndpointOptions().stream(), option);
    }

    String syntax(String scheme) {
        var model = camel.componentModel(scheme);
        return model == null ? scheme : model.getSyntax();
    }

    String step(String name) {
        var model = camel.eipModel(name);
        return model == null ? "" : sentence(model.getDescription());
    }

    String attribute(String step, String attribute) {
        var model = camel.eipModel(step);
        return model == null ? "" : said(model.getOptions().stream(), attribute);
    }

    String language(String name) {
        var model = camel.languageModel(name);
        return model == null ? "" : sentence(model.getDescription());
    }

    String dataFormat(String name) {
        return camel.findDataFormatNames().stream()
                .map(camel::dataFormatModel)
                .filter(model ->
                        model.getName().equals(name) || model.getModelName().equals(name))
                .map(model -> sentence(model.getDescription()))
                .findFirst()
                .orElse("");
    }

    private String said(Stream<? extends BaseOptionModel> options, String name) {
        return options.filter(option -> option.getName().equals(name))
                .findFirst()
                .map(option -> sentence(option.getDescription()))
                .orElse("");
    }

    private String sentence(String description) {
        if (description == null) return "";
        Matcher first = SENTENCE.matcher(description.strip());
        var sentence = Prose.plain(first.matches() ? first.group(1) : description, 1000);
        if (sentence.length() > LONGEST || namesWhatIsRefused(sentence)) return "";
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private boolean namesWhatIsRefused(String sentence) {
        return NAME.matcher(sentence)
                .results()
                .map(result -> result.group())
                .anyMatch(name ->
                        !allowed.contains(name) && (CAMEL_CASE.matcher(name).matches() || catalogued.contains(name)));
    }
}
