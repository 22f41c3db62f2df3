package dev.routewright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.routewright.bench.BenchCase.Behaviour;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plays behaviours against a product that is nothing but a door: the case's own service answers there. */
class PlayerTest {
    private static final JsonNode DOCUMENT = json("""
            {'paths': {'/books': {'post': {'operationId': 'add', 'responses': {'200': {}}},
                                  'get': {'operationId': 'find', 'responses': {'200': {}}}},
                       '/books/{id}': {'get': {'operationId': 'get', 'responses': {'200': {}}}}}}""");

    @TempDir
    private Path data;

    private final Ports ports = new Ports(23700);
    private final Calls calls = new Calls();
    private @Nullable World world;

    @AfterEach
    void close() {
        if (world != null) world.close();
    }

    @Test
    void repeatsCountAndFillIn() {
        var result = play("""
                {'name': 'three', 'when': [{'repeat': {'n': 3, 'everyMs': 5, 'step':
                    {'http': {'body': {'id': 'B{{i}}-{{uid}}', 'n': '{{i}}', 'twice': '{{i*2}}'}}}}}],
                 'then': {'settleS': 0, 'calls': [{'op': 'library.add', 'count': 3},
                    {'op': 'library.add', 'where': {'body': {'id': 'B3-{{uid}}', 'n': 3, 'twice': 6}}, 'count': 1}]}}""");

        assertThat(result.failures()).isEmpty();
    }

    @Test
    void aBurstComesAllAtOnceAndWhatIsInTheBackgroundIsWaitedFor() {
        var result = play("""
                {'name': 'burst', 'given': {'stubs': {'library.add': {'delayMs': 150, 'body': {'n': '{{n}}'}}}},
                 'when': [{'background': {'http': {'as': 'late', 'body': {}}}}, {'burst': {'n': 4, 'step':
                    {'http': {'path': '/books/{{i}}?é={{i}}', 'method': 'GET'}}}}, {'join': true}],
                 'then': {'settleS': 0, 'reply': {'as': 'late', 'status': 200, 'body': {'n': 1}, 'minS': 0.14},
                    'calls': [{'op': 'library.get', 'count': 4}, {'op': 'library.add', 'count': 1}]}}""".replace("?é={{i}}", "?q={{i}}"));

        assertThat(result.failures()).isEmpty();
    }

    @Test
    void stubsServicesAndWhatWasSeenCanChangeOnTheWay() {
        var result = play("""
                {'name': 'change', 'when': [{'http': {'body': {}, 'as': 'a'}},
                   {'stubs': {'library.add': {'status': 503}}}, {'clear': true}, {'http': {'body': {}, 'as': 'b'}},
                   {'services': {'library': 'down'}}, {'http': {'body': {}, 'as': 'c'}}],
                 'then': {'settleS': 0, 'reply': [{'as': 'a', 'status': 200}, {'as': 'b', 'status': 503}],
                    'calls': [{'op': 'library.add', 'count': 1}]}}""");

        assertThat(result.failures()).isEmpty();
        assertThat(world.replies().named("c").get(0).error()).contains("refused");
    }

    @Test
    void filesAppearFinished() {
        var result = play("""
                {'name': 'file', 'when': [{'file': {'path': 'in/deep/a.csv', 'text': 'id;{{uid}}'}},
                    {'file': {'path': 'in/b.json', 'json': {'n': '{{i}}'}}}],
                 'then': {'settleS': 0, 'files': [{'path': 'in/deep/a.csv', 'contains': '{{uid}}'},
                    {'path': 'in/b.json', 'json': {'n': 0}}]}}""");

        assertThat(result.failures()).isEmpty();
        assertThat(data.resolve("in"))
                .isDirectoryNotContaining(file -> file.getFileName().toString().contains("tmp"));
    }

    @Test
    void waitsForWhatItIsToldToWaitForAndForWhatIsStillMissing() {
        var result = play("""
                {'name': 'await', 'when': [{'background': {'repeat': {'n': 2, 'everyMs': 60, 'step': {'http': {'body': {}}}}}},
                    {'await': {'calls': [{'op': 'library.add', 'min': 2}]}},
                    {'file': {'path': 'seen', 'text': 'x'}}],
                 'then': {'settleS': 0, 'calls': [{'op': 'library.add', 'count': 2}]}}""");

        assertThat(result.failures()).isEmpty();
        assertThat(data.resolve("seen")).exists();
        assertThat(result.seconds()).isGreaterThan(0.06);
    }

    @Test
    void countsWhatMustNotHappenAfterItHasSettled() {
        var result = play("""
                {'name': 'late', 'when': [{'background': {'repeat': {'n': 2, 'everyMs': 120, 'step': {'http': {'body': {}}}}}}],
                 'then': {'settleS': 0.5, 'calls': [{'op': 'library.add', 'count': 1}]}}""");

        assertThat(result.failures()).containsExactly("library.add: called 2 times, expected at most 1");
        assertThat(result.calls()).hasSize(2);
        assertThat(result.json().path("replies").path("reply")).hasSize(2);
    }

    @Test
    void whatIsMissingIsMissedWhenItsTimeIsUp() {
        var result = play("{'name': 'none', 'when': [], 'then': {'withinS': 0.1, 'settleS': 0, "
                + "'calls': [{'op': 'library.add'}]}}");

        assertThat(result.failures()).containsExactly("library.add: called 0 times, expected at least 1");
    }

    @Test
    void aCaseThatSaysWhatNoCaseMaySayFailsByItself() {
        assertThat(play("{'name': 'wrong', 'when': [{'dance': {}}], 'then': {}}")
                        .failures())
                .containsExactly("bench: There is no step dance.");
        assertThat(play("{'name': 'wrong', 'when': [{'kafka': {'topic': 't'}}], 'then': {}}")
                        .failures())
                .containsExactly("bench: There is no broker. Name one with --kafka.");
    }

    private BehaviourResult play(String behaviour) {
        if (world != null) world.close();
        var played = new BenchCase(
                "case",
                json("{'entry': {'type': 'http', 'method': 'POST', 'path': '/books'}}"),
                Map.of(),
                Map.of("library", DOCUMENT),
                MissingNode.getInstance(),
                MissingNode.getInstance(),
                List.of("library.add"),
                MissingNode.getInstance(),
                List.of());
        int port = ports.free();
        // The next free one, which the stub of the case will get, is where its messages go too.
        var product = new Aimed(URI.create("http://127.0.0.1:" + (port + 1)), data);
        world = new World(played, product, null, ports, calls);
        return new Player(world).play(Behaviour.of(json(behaviour)), 1);
    }

    private record Aimed(URI ingress, Path files) implements Product {
        @Override
        public URI control() {
            return ingress;
        }

        @Override
        public Path routes() {
            return files;
        }

        @Override
        public void close() {}
    }

    private static JsonNode json(String text) {
        return Text.parseOrNull(text.replace('\'', '"'));
    }
}
