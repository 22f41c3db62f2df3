package dev.routewright.tests;

import static dev.routewright.tests.ScriptedModel.declines;
import static dev.routewright.tests.ScriptedModel.hangsUpAfter;
import static dev.routewright.tests.ScriptedModel.isBusyFor;
import static dev.routewright.tests.ScriptedModel.isCutOffAfter;
import static dev.routewright.tests.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged application with a model that answers badly. Each version comes to rest and says why, and what is live
 * answers all the while.
 */
class ModelTroubleIT {
    private static final String HELLO = """
            - route:
                id: hello
                from:
                  uri: platform-http:/hello
                  parameters: {httpMethodRestrict: GET}
                  steps:
                    - setBody: {id: greeting, jq: '{said: "hello"}'}
            """;
    private static final String PLAN = """
            {"title": "Greet",
             "trigger": {"kind": "http", "method": "GET", "path": "/%s", "clauses": [1]},
             "message": {"format": "none", "fields": []},
             "steps": [{"id": "answer", "kind": "reply", "clauses": [1], "label": "Greet", "rule": "status 200; said = the name"}],
             "context": [], "parts": [], "assumptions": [], "questions": [], "search": [], "examples": [
              {"name": "Ann", "clauses": [1], "messages": [{"body": "", "parameters": [{"name": "name", "value": "Ann"}]}],
               "answers": [{"status": 200, "body": "{\\"said\\": \\"Ann\\"}"}]},
              {"name": "Bob", "clauses": [1], "messages": [{"body": "", "parameters": [{"name": "name", "value": "Bob"}]}],
               "answers": [{"status": 200, "body": "{\\"said\\": \\"Bob\\"}"}]},
              {"name": "Li", "clauses": [1], "messages": [{"body": "", "parameters": [{"name": "name", "value": "李"}]}],
               "answers": [{"status": 200, "body": "{\\"said\\": \\"李\\"}"}]}]}
            """;
    private static final String ROUTE = """
            ```yaml
            - route:
                id: %1$s
                from:
                  uri: platform-http:/%1$s
                  parameters: {httpMethodRestrict: GET}
                  steps:
                    - setBody: {id: answer, jq: '{said: header("name")}'}
            ```
            """;

    @TempDir
    private static Path home;

    private static ScriptedModel model;
    private static App app;

    private final AtomicBoolean calling = new AtomicBoolean(true);
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Thread caller = new Thread(this::callAgainAndAgain, "caller");

    @BeforeAll
    static void start() throws Exception {
        Files.writeString(Files.createDirectories(home.resolve("routes")).resolve("hello.camel.yaml"), HELLO);
        model = new ScriptedModel();
        app = App.start(
                home,
                List.of("kamelets"),
                "--routewright.model.provider=openai",
                "--routewright.model.base-url=" + model.url(),
                "--routewright.model.name=scripted",
                "--routewright.model.max-retries=1");
        await().atMost(Duration.ofSeconds(60)).until(ModelTroubleIT::helloAnswers);
    }

    @AfterAll
    static void stop() {
        app.close();
        model.close();
    }

    @BeforeEach
    void callWhatIsLive() {
        caller.start();
    }

    @AfterEach
    void itAnsweredAllTheWhile() throws InterruptedException {
        calling.set(false);
        caller.join();
        assertThat(answered.get()).isPositive();
        assertThat(unanswered.get()).isZero();
    }

    private void callAgainAndAgain() {
        while (calling.get()) {
            (helloAnswers() ? answered : unanswered).incrementAndGet();
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static boolean helloAnswers() {
        return app.call("GET", "/hello", "").body().equals("{\"said\":\"hello\"}");
    }

    @Test
    void aPlanThatIsNoJsonIsAskedForAgain() {
        model.play(says("Here is the plan: {\"title\": "), says(plan("mended")), says(route("mended")));

        assertLive(submit("mended"), "plan", "plan", "route");
        assertThat(model.asked().get(1)).contains("It is no JSON object.");
    }

    @Test
    void aPlanAndARouteThatWereCutOffAreAskedForAgain() {
        var plan = plan("whole");
        var route = route("whole");
        model.play(
                isCutOffAfter(plan.substring(0, 200)), says(plan), isCutOffAfter(route.substring(0, 90)), says(route));

        assertLive(submit("whole"), "plan", "plan", "route", "route");
        assertThat(model.asked().get(1)).contains("It was cut off.");
        assertThat(model.asked().get(3)).contains("It was cut off.");
    }

    @Test
    void whatIsCutOffAgainAndAgainIsRejected() {
        var cut = isCutOffAfter(plan("cut").substring(0, 200));
        model.play(cut, cut, cut);

        var version = submit("cut");

        assertThat(version.status()).isEqualTo("rejected");
        assertThat(version.why()).contains("It was cut off.");
        assertThat(model.asked()).hasSize(3);
    }

    @Test
    void aModelThatDeclinesIsNotAskedAgain() {
        model.play(declines());

        var version = submit("declined");

        assertThat(version.status()).isEqualTo("rejected");
        assertThat(version.json().at("/findings/0/rule").asText()).isEqualTo("model-refused");
        assertThat(version.why()).contains("declined");
        assertThat(model.asked()).hasSize(1);
    }

    @Test
    void aBusyModelIsAskedAgainWhenItSaid() {
        model.play(isBusyFor(1), says(plan("patient")), says(route("patient")));

        var version = submit("patient");

        assertLive(version, "plan", "route");
        assertThat(version.json().at("/provenance/seconds").asDouble()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void aModelThatIsBusyForLongFailsTheVersionAtOnce() {
        model.play(isBusyFor(3600));

        var version = submit("impatient");

        assertThat(version.status()).isEqualTo("failed");
        assertThat(version.json().path("why").asText())
                .contains("it takes no more questions now (429) and asks to be left alone for 3600 s")
                .contains("what is live goes on without the model")
                .contains("later");
        assertThat(model.asked()).hasSize(1);
    }

    @Test
    void aModelThatHangsUpInTheMiddleFailsTheVersionWhichCanBeTriedAgain() {
        var plan = plan("interrupted");
        model.play(hangsUpAfter(plan.substring(0, 200)), hangsUpAfter(plan.substring(0, 100)));

        var version = submit("interrupted");

        assertThat(version.status()).isEqualTo("failed");
        assertThat(version.json().path("why").asText())
                .contains("the connection was lost before the answer was whole (asked 2 times)")
                .contains("Nothing was changed");

        model.play(hangsUpAfter(plan.substring(0, 200)), says(plan), says(route("interrupted")));
        assertLive(app.retry(version), "plan", "route");
    }

    private static void assertLive(Version version, String... purposes) {
        assertThat(version.live())
                .as(
                        "%s, last asked: %s",
                        version.json(), model.asked().get(model.asked().size() - 1))
                .isTrue();
        assertThat(version.json().at("/provenance/calls").findValuesAsText("purpose"))
                .containsExactly(purposes);
        var name = version.json().path("name").asText();
        assertThat(app.call("GET", "/" + name + "?name=Ann", "").body()).isEqualTo("{\"said\":\"Ann\"}");
    }

    private static Version submit(String name) {
        return app.submit(
                name, "When somebody opens /%s?name=Ann with GET, answer {\"said\": \"Ann\"}.".formatted(name), "en");
    }

    private static String plan(String name) {
        return PLAN.formatted(name);
    }

    private static String route(String name) {
        return ROUTE.formatted(name);
    }
}
