package dev.routewright.drafting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routewright.drafting.model.Model.Message;
import dev.routewright.drafting.model.Model.Prompt;
import dev.routewright.drafting.model.Model.Role;
import dev.routewright.drafting.model.Model.Shape;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CassettesTest {
    private static final String RECORDED = "{\"b\": \"答案 from the desk with enough words to be several pieces\"}\n";
    private final Path folder =
            Path.of(URI.create(CassettesTest.class.getResource("cassettes").toString()));

    @Test
    void answersWhatWasRecorded() {
        try (var cassettes = Cassettes.replaying(folder);
                var model = open(cassettes)) {
            assertThat(model.ask(prompt("one"), token -> {}).text()).isEqualTo(RECORDED);
        }
    }

    @Test
    void answersInOnePieceToo() throws Exception {
        try (var cassettes = Cassettes.replaying(folder)) {
            var json = new ObjectMapper();
            var recording = json.readTree(
                    folder.resolve("92811571927f95f8d469eb9f.json").toFile());
            var body = ((com.fasterxml.jackson.databind.node.ObjectNode) recording.path("body")).put("stream", false);

            var reply = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(cassettes.url() + "/chat/completions"))
                                    .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(json.readTree(reply.body())
                            .at("/choices/0/message/content")
                            .asText())
                    .isEqualTo(RECORDED);
        }
    }

    @Test
    void failsTheTestThatAsksWhatWasNotRecordedAndSaysWhatIsNew() {
        assertThatThrownBy(() -> {
                    try (var cassettes = Cassettes.replaying(folder);
                            var model = open(cassettes)) {
                        assertThatThrownBy(() -> model.ask(prompt("two"), token -> {}))
                                .isInstanceOf(ModelUnavailable.class);
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessage("This question was not recorded (it would be 840a864a411a4ca085adb190.json). Nearest is"
                        + " 92811571927f95f8d469eb9f.json, which differs in message 2 at character 23: recorded \"user:"
                        + " 请规划：把订单发送到仓库 😀. one\", asked \"user: 请规划：把订单发送到仓库 😀. two\".");
    }

    @Test
    void bySubjectItAnswersWhateverElseThePromptSays() {
        try (var cassettes = Cassettes.replayingBySubject(folder);
                var model = open(cassettes)) {
            assertThat(model.ask(prompt("another prompt"), token -> {}).text()).isEqualTo(RECORDED);
        }
    }

    @Test
    void bySubjectAnotherPurposeIsAnotherQuestion() {
        var mended = List.of(
                new Message(Role.USER, "Plan."),
                new Message(Role.ASSISTANT, "{}"),
                new Message(Role.USER, "<data:findings>\n- steps: There is none.\n</data:findings>"));
        assertThatThrownBy(() -> {
                    try (var cassettes = Cassettes.replayingBySubject(folder);
                            var model = open(cassettes)) {
                        assertThatThrownBy(() ->
                                        model.ask(new Prompt("route", mended, Optional.empty(), 500), token -> {}))
                                .isInstanceOf(ModelUnavailable.class);
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("No route mended (3 messages) was recorded for the clauses\n")
                .hasMessageContainingAll("Recorded for them: plan.", "- steps: There is none.");
    }

    @Test
    void bySubjectAnotherDescriptionIsAnotherQuestion() {
        assertThatThrownBy(() -> {
                    try (var cassettes = Cassettes.replayingBySubject(folder);
                            var model = open(cassettes)) {
                        assertThatThrownBy(() -> model.ask(
                                        prompt("<data:clauses>\n[1] Feed the cat.\n</data:clauses>"), token -> {}))
                                .isInstanceOf(ModelUnavailable.class);
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("[1] Feed the cat.", "Recorded for them: nothing.");
    }

    private static Model open(Cassettes cassettes) {
        return Models.open(ModelSettings.of(Provider.OPENAI, cassettes.url(), "desk", ""));
    }

    private static Prompt prompt(String end) {
        return new Prompt(
                "plan",
                List.of(
                        new Message(Role.SYSTEM, "You plan.\n\tTab \"quoted\" \\ and \u0001 control"),
                        new Message(Role.USER, "请规划：把订单发送到仓库 😀. " + end)),
                Optional.of(
                        new Shape(
                                "plan",
                                "{\"type\":\"object\",\"properties\":{\"b\":{\"type\":\"string\",\"maxLength\":10},\"a\":"
                                        + "{\"type\":\"array\",\"items\":{\"type\":\"integer\",\"minimum\":0}}},\"required\":[\"b\"]}")),
                500);
    }
}
