package dev.routewright.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Clause;
import dev.routewright.route.Lang;
import dev.routewright.route.Operation;
import dev.routewright.route.Operation.In;
import dev.routewright.route.Operation.Input;
import dev.routewright.route.Plan;
import dev.routewright.route.Scenario;
import dev.routewright.route.Scenario.Answer;
import dev.routewright.route.Scenario.Call;
import dev.routewright.route.Scenario.Sent;
import dev.routewright.route.Scenario.Stubbed;
import dev.routewright.route.Scenario.Written;
import dev.routewright.route.Schema;
import dev.routewright.route.Service;
import dev.routewright.route.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Examples that can happen raise no objection; of others it is said what to write instead. */
class ExamplesTest {
    private static final Trigger LOANS = new Trigger.Http(List.of(1), "POST", "/members/{member}/loans");
    private static final Trigger HOURLY = new Trigger.Timer(List.of(1), Duration.ofHours(1));
    private static final Trigger LISTS = new Trigger.Folder(List.of(1), "in/lists", ".csv");
    private static final Sent LOAN = new Sent(Map.of("book", "B-1"), Map.of("member", "M-1"), "");
    private static final Sent TURN = new Sent(null, Map.of(), "");
    private static final List<Service> SERVICES = List.of(library());

    private static final Scenario LENT = new Scenario(
            "lent",
            List.of(1),
            List.of(LOAN),
            Map.of("library.lend", List.of(new Stubbed(201, Map.of("id", 7, "until", "2025-05-01")))),
            List.of(new Call("library.lend", Map.of("book", "B-1", "days", 14))),
            List.of(new Answer(201, Map.of("id", 7))),
            List.of(new Written("kafka:loans", "M-1", null), new Written("file:out/loans", "", "B-1")));

    @Test
    void anExampleThatCanHappenIsFine() {
        assertThat(Examples.objections(plan(LENT), SERVICES)).isEmpty();
        assertThat(Examples.objections(
                        HOURLY,
                        List.of(
                                with(TURN, Map.of("library.lend", List.of(new Stubbed(0, null)))),
                                Scenario.of("nothing", null, Map.of(), List.of(), 0)),
                        SERVICES))
                .isEmpty();
        assertThat(Examples.objections(LISTS, List.of(with(new Sent("a;b", Map.of(), "x.CSV"), Map.of())), SERVICES))
                .isEmpty();
    }

    static Stream<Arguments> impossible() {
        return Stream.of(
                Arguments.of(
                        LOANS,
                        calling("library.lent", Map.of()),
                        "there is no operation \"library.lent\"; write library.lend."),
                Arguments.of(
                        LOANS,
                        calling("bank.pay", Map.of()),
                        "there is no operation \"bank.pay\"; there are library.lend."),
                Arguments.of(
                        LOANS,
                        calling("library.lend", Map.of("bok", "B-1")),
                        "library.lend has no input \"bok\"; write book."),
                Arguments.of(
                        LOANS,
                        calling("library.lend", Map.of("days", "14")),
                        "library.lend does not take that input: days is \"14\" and has to be a whole number."),
                Arguments.of(
                        LOANS,
                        with(LOAN, Map.of("library.lend", List.of(new Stubbed(200, Map.of("id", "seven"))))),
                        "library.lend does not reply like that: id is \"seven\" and has to be an integer."),
                Arguments.of(
                        LOANS,
                        with(LOAN, Map.of("library.lend", List.of(new Stubbed(200, List.of())))),
                        "library.lend does not reply like that: the body is [] and has to be an object."),
                Arguments.of(
                        LOANS,
                        with(LOAN, Map.of("library.lend", List.of(new Stubbed(99, null)))),
                        "library.lend cannot reply with status 99; write one from 200 to 599, or 0 when it cannot be"
                                + " reached."),
                Arguments.of(
                        LOANS,
                        with(new Sent(Map.of("book", "B-1"), Map.of(), ""), Map.of()),
                        "the path /members/{member}/loans needs a value for member; write it under parameters."),
                Arguments.of(
                        new Trigger.Http(List.of(1), "GET", "/loans"),
                        with(new Sent(Map.of("book", "B-1"), Map.of(), ""), Map.of()),
                        "GET has no body; write what comes along under parameters."),
                Arguments.of(
                        LOANS,
                        answering(LOAN, new Answer(201, null), new Answer(409, null)),
                        "it has 2 answers for 1 messages; write one answer for each message."),
                Arguments.of(
                        LOANS,
                        answering(LOAN, new Answer(0, null)),
                        "0 is no status of an answer; write one from 200 to 599."),
                Arguments.of(
                        HOURLY,
                        answering(TURN, new Answer(200, null)),
                        "nobody waits for an answer here; leave answers empty and say what is called or written."),
                Arguments.of(
                        HOURLY,
                        with(new Sent("x", Map.of(), ""), Map.of()),
                        "a turn of the timer brings nothing; leave body and parameters out and say under replies what is"
                                + " found."),
                Arguments.of(
                        LISTS,
                        with(new Sent("a;b", Map.of(), "list.txt"), Map.of()),
                        "the file \"list.txt\" is not taken, because its name does not end in .csv; write one that does."),
                Arguments.of(
                        LISTS,
                        with(new Sent(null, Map.of(), "list.csv"), Map.of()),
                        "the file has no content; write it as body, a text as it stands in the file."),
                Arguments.of(
                        LISTS,
                        new Scenario("it", List.of(), List.of(), Map.of(), List.of(), List.of(), List.of()),
                        "nothing comes in; write the message it is an example of under messages."),
                Arguments.of(
                        LOANS,
                        writing("out/loans"),
                        "\"out/loans\" is nowhere to write to; write file:<folder>/<name> or kafka:<topic>."),
                Arguments.of(
                        LOANS,
                        writing("file:../loans"),
                        "\"file:../loans\" leaves the shared folder; write a folder below it, such as file:out/a.csv."));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void anExampleThatCannotHappenIsObjectedTo(Trigger trigger, Scenario example, String objection) {
        var wanted = objection
                .replace("has to be an integer.", "has to be a whole number. It replies {id: integer, until: string}.")
                .replace("has to be an object.", "has to be an object. It replies {id: integer, until: string}.");
        assertThat(Examples.objections(trigger, List.of(example), SERVICES))
                .containsExactly("Example \u201cit\u201d: " + wanted);
    }

    @Test
    void namesClausesAndNumbersAreHeldToThePlan() {
        var many = java.util.Collections.nCopies(21, LENT);

        assertThat(Examples.objections(plan(LENT, LENT), SERVICES))
                .containsExactly("Two examples are called \u201clent\u201d; give each a name of its own.");
        assertThat(Examples.objections(LOANS, many, SERVICES))
                .startsWith("There are 21 examples; write at most 20, one for each thing that may happen.");
        var stray = new Scenario("it", List.of(9), List.of(LOAN), Map.of(), List.of(), List.of(), List.of());
        assertThat(Examples.objections(plan(stray), SERVICES))
                .containsExactly("Example \u201cit\u201d: there is no clause 9; name the clauses it is an example of.");
    }

    private static Plan plan(Scenario... examples) {
        return new Plan(
                "Loans",
                Lang.EN,
                List.of(new Clause(1, "one")),
                LOANS,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(examples));
    }

    private static Scenario calling(String operation, Map<String, Object> inputs) {
        return new Scenario(
                "it", List.of(), List.of(LOAN), Map.of(), List.of(new Call(operation, inputs)), List.of(), List.of());
    }

    private static Scenario with(Sent sent, Map<String, List<Stubbed>> replies) {
        return new Scenario("it", List.of(), List.of(sent), replies, List.of(), List.of(), List.of());
    }

    private static Scenario answering(Sent sent, Answer... answers) {
        return new Scenario("it", List.of(), List.of(sent), Map.of(), List.of(), List.of(answers), List.of());
    }

    private static Scenario writing(String target) {
        return new Scenario(
                "it", List.of(), List.of(LOAN), Map.of(), List.of(), List.of(), List.of(new Written(target, "", null)));
    }

    private static Service library() {
        var properties = new java.util.LinkedHashMap<String, Schema>();
        properties.put("id", Schema.of("integer"));
        properties.put("until", Schema.of("string"));
        var loan = new Schema("object", null, "", null, List.of(), properties, Set.of("id", "until"), null);
        var lend = new Operation(
                "library",
                "lend",
                "",
                "",
                "POST",
                "/loans",
                List.of(
                        new Input("book", In.BODY, Schema.of("string"), true),
                        new Input("days", In.BODY, Schema.of("integer"), false)),
                List.of(new Operation.Reply(201, "", loan, null)));
        return new Service("library", "Library", "", List.of(lend), List.of(), true);
    }
}
