package dev.routewright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of assertion is seen to hold, and to fail. */
class JudgeTest {
    @TempDir
    private Path data;

    private final List<Call> calls = new ArrayList<>();
    private final Replies replies = new Replies();
    private final double began = Call.now();

    @Test
    void callsCountByOperationAndCondition() {
        call("shop.pay", "POST", "{\"path\": {}, \"body\": {\"amount\": 5}}", 0);
        call("shop.pay", "POST", "{\"path\": {}, \"body\": {\"amount\": 7}}", 0);

        assertHolds("{'calls': [{'op': 'shop.pay', 'count': 2, 'body': {'amount': {'$num': 6, '$tol': 1}}}]}");
        assertHolds("{'calls': [{'op': 'shop.*', 'min': 1}, {'op': ['shop.a', 'shop.b'], 'max': 0}]}");
        assertHolds(
                "{'calls': [{'op': 'shop.pay', 'where': {'body': {'amount': 7}}, 'count': 1}, {'op': 'shop.pay'}]}");
        assertFails("{'calls': [{'op': 'shop.pay', 'count': 3}]}", "shop.pay: called 2 times, expected at least 3");
        assertFails("{'calls': [{'op': 'shop.pay', 'max': 1}]}", "shop.pay: called 2 times, expected at most 1");
        assertFails(
                "{'calls': [{'op': 'shop.pay', 'body': {'amount': 5}}]}", "shop.pay: body.amount: expected 5, got 7");
        assertFails(
                "{'calls': [{'op': 'shop.pay', 'where': {'body': {'amount': 6}}}]}",
                "shop.pay where {\"body\": {\"amount\": 6}}: called 0 times, expected at least 1");
    }

    @Test
    void namesOfHeadersMatchInAnyCase() {
        call("shop.pay", "POST", "{\"headers\": {\"x-key\": \"a\"}}", 0);

        assertHolds("{'calls': [{'op': 'shop.pay', 'headers': {'X-Key': 'a'}}]}");
        assertFails(
                "{'calls': [{'op': 'shop.pay', 'headers': {'X-Key': 'b'}}]}",
                "shop.pay: headers.x-key: expected b, got a");
    }

    @Test
    void whatTheServiceTurnedDownIsNoCall() {
        call("shop.pay", "POST", "{}", 0).refused("body.amount is required");

        assertFails(
                "{'calls': [{'op': 'shop.pay'}]}",
                "shop.pay: called 0 times, expected at least 1 (refused by the service: body.amount is required)");
        // That none may be made counts also those that were turned down.
        assertFails("{'calls': [{'op': 'shop.pay', 'count': 0}]}", "shop.pay: called 1 times, expected at most 0");
    }

    @Test
    void onlyCallsThatEndedWellOrBadlyCount() {
        call("shop.pay", "POST", "{}", 0).answered(503);
        call("shop.pay", "POST", "{}", 0).answered(200);

        assertHolds("{'calls': [{'op': 'shop.pay', 'ok': true, 'count': 1}]}");
        assertFails(
                "{'calls': [{'op': 'shop.pay', 'ok': false, 'count': 2}]}",
                "shop.pay: called 1 times, expected at least 2");
    }

    @Test
    void theSecondBeginsAfterTheFirstWasAnswered() {
        call("shop.check", "GET", "{}", 0).answered(200);
        call("shop.pay", "POST", "{}", 5).answered(200);
        call("shop.tell", "POST", "{}", -5).answered(200);
        var listed = "'calls': [{'op': 'shop.*'}], ";

        assertHolds("{" + listed
                + "'order': [['shop.check', 'shop.pay'], [{'op': 'shop.tell'}, 'shop.check']]}"
                        .replace(
                                "[{'op': 'shop.tell'}, 'shop.check']",
                                "['shop.check', {'op': 'shop.pay', 'ok': true}]"));
        assertFails(
                "{" + listed + "'order': [['shop.check', 'shop.tell']]}",
                "order: shop.tell started before shop.check was answered");
        assertFails(
                "{" + listed + "'order': [['shop.check', 'shop.gone']]}",
                "order [\"shop.check\", \"shop.gone\"]: one of the calls is missing");
    }

    @Test
    void nothingElseMayChangeAnything() {
        call("shop.check", "GET", "{}", 0);
        assertHolds("{}");

        call("shop.pay", "POST", "{\"body\": {\"amount\": 5}}", 0);
        assertFails("{}", "unexpected call shop.pay {\"amount\": 5}");
        assertHolds("{'allow': ['shop.pay']}");
        assertHolds("{'noOtherWrites': false}");

        calls.add(new Call("shop", null, "shop.?GET /x", "GET", "/x", Text.MAPPER.createObjectNode(), began));
        assertFails("{'allow': ['shop.pay']}", "call to an unknown operation: GET shop /x");
    }

    @Test
    void repliesAreJudgedByStatusBodyTextHeadersAndTime() {
        replies.add("reply", Reply.of(201, "{\"id\": \"A\"}", headers("location", "/a"), 0.5));

        assertHolds("{'reply': {'status': 201, 'body': {'id': 'A'}, 'headers': {'Location': '/a'}, 'maxS': 1}}");
        assertHolds("{'reply': [{'status': '2xx'}, {'status': [200, 201], 'text': {'$contains': 'A'}}]}");
        assertFails("{'reply': {'status': 200}}", "reply status 201, expected 200; body {\"id\": \"A\"}");
        assertFails("{'reply': {'status': '4xx'}}", "reply status 201, expected \"4xx\"; body {\"id\": \"A\"}");
        assertFails("{'reply': {'body': {'id': 'B'}}}", "reply.id: expected B, got A");
        assertFails("{'reply': {'text': 'B'}}", "reply text: expected B, got {\"id\": \"A\"}");
        assertFails("{'reply': {'headers': {'Location': '/b'}}}", "reply headers.location: expected /b, got /a");
        assertFails("{'reply': {'maxS': 0.1}}", "reply took 0.5 s, expected at most 0.1");
        assertFails("{'reply': {'minS': 3}}", "reply took 0.5 s, expected at least 3");
        assertFails("{'reply': {'as': 'other'}}", "no reply other");
    }

    @Test
    void oneReplyOrEveryOneOfAName() {
        replies.add("reply", Reply.missing("timed out", 1));
        replies.add("reply", Reply.of(200, "plain", headers("a", "b"), 0));

        assertHolds("{'reply': {'status': 200}}");
        assertFails("{'reply': {'every': true}}", "entry: timed out");
        assertFails("{'reply': {'body': {}}}", "reply is not JSON: plain");
        assertHolds("{'reply': {'statuses': [null, 200]}}");
        assertFails("{'reply': {'statuses': [200]}}", "reply statuses: expected 1 elements, got 2: [null, 200]");
    }

    @Test
    void filesAreThereOrNot() throws IOException {
        Files.createDirectories(data.resolve("out/deep"));
        Files.writeString(data.resolve("out/a.csv"), "x;1\n\ny;2\r\n");
        Files.writeString(data.resolve("out/b.json"), "{\"n\": 1}");
        Files.writeString(data.resolve("out/.busy.csv.inprogress"), "");
        Files.writeString(data.resolve("out/deep/c.csv"), "z");

        assertHolds("{'files': [{'path': 'out/a.csv', 'contains': ['x;1', 'y'], 'lacks': 'q', 'lines': 2}]}");
        assertHolds(
                "{'files': [{'dir': 'out', 'glob': '*.csv', 'count': 1}, {'dir': 'out', 'glob': '[ab].*', 'count': 2}]}");
        assertHolds("{'files': [{'dir': 'out', 'recursive': true, 'glob': '?.csv', 'count': 2}]}");
        assertHolds("{'files': [{'path': 'out/b.json', 'json': {'n': 1}}, {'path': 'gone', 'exists': false}]}");
        assertFails("{'files': [{'path': 'gone'}]}", "files gone: 0 matching, expected at least 1");
        assertFails("{'files': [{'path': 'out/a.csv', 'exists': false}]}", "file out/a.csv still exists");
        assertFails(
                "{'files': [{'dir': 'out', 'glob': '*.csv', 'count': 0}]}",
                "files out/*.csv: 1 matching, expected at most 0");
        assertFails(
                "{'files': [{'path': 'out/a.csv', 'lines': 3}]}",
                "files out/a.csv: 0 matching, expected at least 1; a.csv: 2 lines, expected 3");
        assertFails(
                "{'files': [{'path': 'out/a.csv', 'json': {}}]}",
                "files out/a.csv: 0 matching, expected at least 1; a.csv: not JSON");
        assertFails(
                "{'files': [{'path': 'out/a.csv', 'contains': 'q', 'lacks': 'x'}]}",
                "files out/a.csv: 0 matching, expected at least 1; a.csv: $contains q does not hold for x;1\n\ny;2\r\n; "
                        + "a.csv: $lacks x does not hold for x;1\n\ny;2\r\n");
    }

    @Test
    void topicsHoldWhatCameOntoThem() {
        var records = List.of(record("{'key': 'k', 'value': {'n': 1}}"), record("{'key': null, 'value': 'text'}"));

        assertThat(topic("{'topic': 't', 'count': 2}", records)).isEmpty();
        assertThat(topic("{'topic': 't', 'where': {'key': 'k'}, 'value': {'n': 1}, 'key': 'k'}", records))
                .isEmpty();
        assertThat(topic("{'topic': 't', 'count': 3}", records))
                .containsExactly("topic t: 2 matching records of 2, expected at least 3; seen [{\"n\": 1}, \"text\"]");
        assertThat(topic("{'topic': 't', 'max': 1}", records))
                .containsExactly("topic t: 2 records, expected at most 1");
        assertThat(topic("{'topic': 't', 'value': {'n': 1}}", records))
                .containsExactly("topic t: record: expected an object, got text");
        assertThat(topic("{'topic': 't', 'key': 'k'}", records))
                .containsExactly("topic t: record key: expected k, got null");
        assertThat(topic("{'topic': 't'}", List.of(record("{'key': 'k', 'value': null}"))))
                .containsExactly("topic t: record: has no value");
    }

    @Test
    void aRateIsNotExceeded() {
        for (int i = 0; i < 4; i++) call("shop.check", "GET", "{}", i * 0.5);

        assertHolds("{'rate': [{'op': 'shop.check', 'max': 2, 'windowMs': 1000}]}");
        assertFails(
                "{'rate': [{'op': 'shop.check', 'max': 1, 'windowMs': 1000}]}",
                "shop.check: 2 calls within 1000 ms, expected at most 1");
        assertFails(
                "{'rate': [{'op': 'shop.check', 'max': 2, 'windowMs': 1000, 'toleranceMs': -10}]}",
                "shop.check: 3 calls within 1000 ms, expected at most 2");
    }

    @Test
    void pausesBetweenCallsAreAsLongAsTheyShouldBe() {
        for (var at : List.of(0.0, 0.2, 0.6)) call("shop.check", "GET", "{}", at);

        assertHolds("{'gaps': [{'op': 'shop.check', 'minMs': 190, 'maxMs': 410, 'minListMs': [190, 390]}]}");
        assertFails(
                "{'gaps': [{'op': 'shop.check', 'minMs': 300}]}",
                "shop.check: gaps between calls [200, 400] ms, expected at least 300");
        assertFails(
                "{'gaps': [{'op': 'shop.check', 'maxMs': 300}]}",
                "shop.check: gaps between calls [200, 400] ms, expected at least 0 and at most 300");
        assertFails(
                "{'gaps': [{'op': 'shop.check', 'minListMs': [190, 500]}]}",
                "shop.check: gaps between calls [200, 400] ms, expected at least [190,500]");
        assertFails(
                "{'gaps': [{'op': 'shop.gone', 'minMs': 1}]}",
                "shop.gone: gaps between calls [] ms, expected at least 1");
    }

    @Test
    void theFirstCallComesInTime() {
        call("shop.check", "GET", "{}", 1);
        call("shop.ask", "GET", "{}", 3);

        assertHolds("{'delay': [{'op': 'shop.check', 'minMs': 900, 'maxMs': 1100}]}");
        assertHolds("{'after': [{'first': {'op': 'shop.check'}, 'then': {'op': 'shop.ask'}, 'minMs': 1900}]}");
        assertFails(
                "{'delay': [{'op': 'shop.check', 'maxMs': 500}]}",
                "shop.check came 1000 ms after the trigger, expected 0..500");
        assertFails(
                "{'after': [{'first': {'op': 'shop.check'}, 'then': {'op': 'shop.ask'}, 'minMs': 2500}]}",
                "shop.ask came 2000 ms after [shop.check], expected 2500..any");
    }

    @Test
    void callsAreSpread() {
        call("shop.check", "GET", "{}", 0);
        call("shop.check", "GET", "{}", 0);
        call("shop.ask", "GET", "{}", 0);

        assertHolds("{'spread': [{'op': ['shop.check', 'shop.ask'], 'minEach': 1, 'maxEach': 2}]}");
        assertFails(
                "{'spread': [{'op': ['shop.check', 'shop.ask'], 'minEach': 2}]}",
                "calls are spread {shop.check=2, shop.ask=1}, expected 2..any each");
        assertFails(
                "{'spread': [{'op': ['shop.check', 'shop.ask'], 'maxEach': 1}]}",
                "calls are spread {shop.check=2, shop.ask=1}, expected 1..1 each");
    }

    @Test
    void whileItWaitsItLooksOnlyForWhatIsMissing() {
        call("shop.pay", "POST", "{}", 0);
        call("shop.pay", "POST", "{}", 0);

        assertThat(failures("{'calls': [{'op': 'shop.pay', 'count': 1}]}", true))
                .isEmpty();
        assertThat(failures("{}", true)).isEmpty();
        assertThat(failures("{'calls': [{'op': 'shop.pay', 'count': 3}]}", true))
                .hasSize(1);
    }

    private Call call(String name, String method, String request, double at) {
        var service = name.replaceFirst("\\..*", "");
        var parts = (ObjectNode) Text.parseOrNull(request);
        var call = new Call(service, name.replaceFirst(".*\\.", ""), name, method, "/", parts, began + at);
        calls.add(call);
        return call;
    }

    private static ObjectNode headers(String name, String value) {
        return Text.MAPPER.createObjectNode().put(name, value);
    }

    private static ObjectNode record(String text) {
        return (ObjectNode) Text.parseOrNull(text.replace('\'', '"'));
    }

    private static List<String> topic(String asked, List<ObjectNode> records) {
        var failures = new ArrayList<String>();
        TopicAssertion.check(record(asked), records, false, failures);
        return failures;
    }

    private void assertHolds(String then) {
        assertThat(failures(then, false)).as(then).isEmpty();
    }

    private void assertFails(String then, String failure) {
        assertThat(failures(then, false)).as(then).containsExactly(failure);
    }

    private List<String> failures(String then, boolean lasting) {
        var scene = new Scene(calls, replies, data, null, Map.of(), began, List.of(), lasting);
        return Judge.failures(record(then), scene);
    }
}
