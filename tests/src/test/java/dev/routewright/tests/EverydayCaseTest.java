package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The cases themselves: a slip in one of them would test something nobody promised. */
class EverydayCaseTest {
    private static final List<EverydayCase> CASES = EverydayCase.all();
    private static final Map<String, StubOperation> OPERATIONS = operations();

    @Test
    void thereAreTwentyInEachLanguage() {
        assertThat(CASES).filteredOn(c -> c.language().equals("en")).hasSize(20);
        assertThat(CASES).filteredOn(c -> c.language().equals("zh")).hasSize(20);
    }

    @Test
    void everyDescriptionHasOneToThreeSentences() {
        assertThat(CASES).allSatisfy(c -> assertThat(c.description().split("[.!?](?=\\s|$)|[。！？]").length)
                .as(c.name())
                .isBetween(1, 3));
    }

    @Test
    void aCaseThatGoesLiveIsCheckedAndOneThatAsksIsNot() {
        assertThat(CASES)
                .allSatisfy(c -> assertThat(c.checks().isEmpty()).as(c.name()).isEqualTo(!c.live()));
    }

    @Test
    void everyCheckSpeaksOfOperationsAndInputsThatExist() {
        var unknown = new ArrayList<String>();
        for (var story : CASES)
            for (var check : story.checks()) {
                check.given().fieldNames().forEachRemaining(key -> {
                    if (key.contains(".")
                            ? !OPERATIONS.containsKey(key)
                            : Services.documents().get(key) == null) unknown.add(story.name() + " given " + key);
                });
                for (var call : check.then().path("calls"))
                    if (!known(call)) unknown.add(story.name() + " expects " + call);
                check.then().path("never").forEach(op -> {
                    if (!OPERATIONS.containsKey(op.asText())) unknown.add(story.name() + " forbids " + op);
                });
            }
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyScriptedReplyKeepsToTheDocument() {
        var wrong = new ArrayList<String>();
        for (var story : CASES)
            for (var check : story.checks())
                for (var given : check.given().properties())
                    for (var reply : given.getValue().isArray() ? given.getValue() : List.of(given.getValue()))
                        if (reply.path("status").asInt(200) < 300)
                            reply.path("body").fieldNames().forEachRemaining(name -> {
                                if (!OPERATIONS.get(given.getKey()).example().has(name))
                                    wrong.add("%s: %s has no %s".formatted(story.name(), given.getKey(), name));
                            });
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyExampleOfAShippedServiceKeepsToItsOwnDocument() {
        assertThat(OPERATIONS.values())
                .allSatisfy(operation -> assertThat(operation.example().isEmpty())
                        .as(operation.key())
                        .isFalse());
    }

    private static boolean known(JsonNode call) {
        var operation = OPERATIONS.get(call.path("op").asText());
        if (operation == null) return false;
        var names = new ArrayList<String>();
        operation
                .document()
                .at("/requestBody/content/application~1json/schema/properties")
                .fieldNames()
                .forEachRemaining(names::add);
        operation
                .document()
                .path("parameters")
                .forEach(p -> names.add(p.path("name").asText()));
        var with = new ArrayList<String>();
        call.path("with").fieldNames().forEachRemaining(with::add);
        return names.containsAll(with);
    }

    private static Map<String, StubOperation> operations() {
        var operations = new TreeMap<String, StubOperation>();
        Services.documents().forEach((service, document) -> {
            for (var path : document.path("paths").properties())
                for (var method : path.getValue().properties()) {
                    var operation = new StubOperation(service, path.getKey(), method.getKey(), method.getValue());
                    operations.put(operation.key(), operation);
                }
        });
        return operations;
    }
}
