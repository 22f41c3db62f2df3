package dev.routewright.rehearsal;

import static dev.routewright.plain.Plans.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.plain.Services;
import dev.routewright.rehearsal.Stage.Reaction;
import dev.routewright.rehearsal.Trial.Message;
import dev.routewright.rehearsal.Trial.Seen;
import dev.routewright.route.Condition.Operator;
import dev.routewright.route.Evidence.Answer;
import dev.routewright.route.Grant;
import dev.routewright.route.Plan;
import dev.routewright.route.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was seen of a route decides whether its run fails, gets a remark, or neither. */
class JudgesTest {
    private static final Effects EFFECTS = new Effects(Services.ALL);
    private static final Reaction WELL = new Reaction.Replies(200, "{}");
    private static final String CHARGE = "payments.charge";
    private static final String STOCK = "inventory.getStock";
    private static final Promised NOTHING = new Promised(Set.of(), Set.of(), false, false);
    private static final Promised ONCE = new Promised(Set.of(), Set.of(), true, false);

    @Test
    void aReplyThePlanCannotDecideByMayNotLeadToSuccess() {
        var judge = badStock("available", Map.of("sku", "A-1", "available", "rehearsal"));

        assertThat(judge.problem(seen(answer(200), attempt(STOCK, "{}", WELL))))
                .hasValue("The plan decides by stock.available, which was not usable, and the route went on:"
                        + " the caller got 200.");
        assertThat(judge.problem(seen(answer(503), attempt(STOCK, "{}", WELL)))).isEmpty();
        assertThat(judge.problem(seen(null, attempt(STOCK, "{}", WELL)))).hasValue("The caller got no answer.");
    }

    @Test
    void nothingMayBeMadeUpForWhatAReplyLeavesOut() {
        var plan = onPost(
                call("pay", CHARGE, Map.of("orderId", message("orderId")), "payment"),
                reply("accept", 200, fields("payment", field("payment", "id"))));
        var one = new Scenarios(plan, Services.ALL).cases().get(0);
        var judge = new BadData(plan, one, "payment", "id", Map.of("status", "paid"), Set.of());
        var call = attempt(CHARGE, "{\"orderId\":\"text\"}", WELL);

        var invented = seen(new Answer(200, "application/json", "{\"payment\":\"p-0\"}"), call);
        assertThat(judge.problem(invented)).hasValue("The caller got payment = \"p-0\", but the plan says nothing.");

        var passedOn = seen(new Answer(200, "application/json", "{\"payment\":null}"), call);
        assertThat(judge.problem(passedOn)).isEmpty();
        assertThat(judge.remarks(passedOn))
                .containsExactly("payment.id was not usable, and the message was taken for done all the same:"
                        + " the caller got 200.");
    }

    @Test
    void aCallThatChangesSomethingMayNotBeRepeatedBlindly() {
        var plan = order();
        var one = new Scenarios(plan, Services.ALL).cases().get(0);
        var twice = seen(
                answer(503),
                attempt(STOCK, "{}", WELL),
                attempt(CHARGE, "{}", new Reaction.Hangs()),
                attempt(CHARGE, "{}", new Reaction.Hangs()));

        assertThat(new Aftermath(plan, one, pay(plan), Fault.HANGS, 0, EFFECTS).problem(twice))
                .hasValue("payments.charge was tried 2 times although it may have worked the first time, and it changes"
                        + " something.");
        assertThat(new Aftermath(plan, one, pay(plan), Fault.REFUSES, 0, EFFECTS).problem(twice))
                .isEmpty();
    }

    @Test
    void aRouteThatPromisesToActOnceMayNotActTwice() {
        var twice = twice(attempt(0, CHARGE, "{\"orderId\":\"1\"}"), attempt(1, CHARGE, "{\"orderId\":\"1\"}"));
        var trial = duplicates(ONCE);

        assertThat(trial.judge().apply(twice))
                .hasValue("The route says that it does a message's work once, but the same message a second time led to"
                        + " payments.charge again.");
        assertThat(trial.judge().apply(twice(attempt(0, CHARGE, "{\"orderId\":\"1\"}"))))
                .isEmpty();
        assertThat(trial.judge().apply(twice(attempt(0, STOCK, "{}"), attempt(1, STOCK, "{}"))))
                .isEmpty();
    }

    @Test
    void actingTwiceIsWorthARemarkWhereNothingIsPromised() {
        var twice = twice(attempt(0, CHARGE, "{\"orderId\":\"1\"}"), attempt(1, CHARGE, "{\"orderId\":\"1\"}"));
        var trial = duplicates(NOTHING);

        assertThat(trial.judge().apply(twice)).isEmpty();
        assertThat(trial.remarks().apply(twice))
                .containsExactly(
                        "The same message a second time led to payments.charge again; nothing says that it must"
                                + " not.");
    }

    @Test
    void theSameIdempotencyKeyTellsTheService() {
        var keyed = new Effects(List.of(JudgesTest.keyed()));

        assertThat(keyed.isAgain(
                        attempt(0, "pay.charge", "{\"Idempotency-Key\":\"o-1\"}"),
                        attempt(1, "pay.charge", "{\"Idempotency-Key\":\"o-1\"}")))
                .isFalse();
        assertThat(keyed.isAgain(
                        attempt(0, "pay.charge", "{\"Idempotency-Key\":\"x\"}"),
                        attempt(1, "pay.charge", "{\"Idempotency-Key\":\"y\"}")))
                .isTrue();
    }

    @Test
    void whatASenderDidWrongMayDoNothing() {
        var trials = new EntryFaults(visit(), NOTHING, EFFECTS, true, 1000).trials();
        var malformed = trials.get(1);
        var oversized = trials.get(2);

        assertThat(malformed.judge().apply(seen(answer(400)))).isEmpty();
        assertThat(malformed.judge().apply(seen(answer(500))))
                .hasValue("A message that is not JSON must be refused before anything is done; the caller got 500 after"
                        + " nothing.");
        assertThat(malformed.judge().apply(seen(answer(400), attempt(STOCK, "{}", WELL))))
                .isPresent();
        assertThat(oversized.messages().get(0).body()).hasSize(1001);
        assertThat(oversized.judge().apply(seen(answer(413)))).isEmpty();
        assertThat(oversized.judge().apply(seen(answer(200))))
                .hasValue("A message larger than allowed must be refused with 413 before anything is done; the caller"
                        + " got 200.");
    }

    @Test
    void aMessageMayNotBeTakenForDoneThatACrashCutShort() {
        var trial = new CrashPoints(visit(), ONCE, EFFECTS).trials().get(0);
        var ended = new Reaction.Ends(new Reaction.Replies(200, "{}"));
        var lost = twice(Attempt.of(STOCK, "{}", ended, 0, 0));
        var finished = twice(
                Attempt.of(STOCK, "{}", ended, 0, 0),
                attempt(1, STOCK, "{}"),
                attempt(1, CHARGE, "{\"orderId\":\"1\"}"));

        assertThat(trial.injected())
                .isEqualTo("the process ends with the reply of inventory.getStock; the message comes in again");
        assertThat(trial.judge().apply(lost))
                .hasValue("After the process had ended, the same message was taken for done, although payments.charge"
                        + " had not been called.");
        assertThat(trial.judge().apply(finished)).isEmpty();
    }

    @Test
    void whatIsUndoneWhenACallFailsIsUndoneAfterACrash() {
        var visit =
                new Visit(visit().entry(), visit().message(), visit().conduct(), List.of("inventory.reserve", CHARGE));
        var promised = new Promised(Set.of("shipping.ship"), Set.of(), false, false);
        var trial = new CrashPoints(visit, promised, EFFECTS).trials().get(1);
        var failed = List.of(
                attempt(0, "inventory.reserve", "{}"),
                Attempt.of(CHARGE, "{}", new Reaction.Refuses(), 0, 0),
                attempt(0, "shipping.ship", "{}"));
        var ended = List.of(
                attempt(1, "inventory.reserve", "{}"),
                Attempt.of(CHARGE, "{}", new Reaction.Ends(new Reaction.Replies(200, "{}")), 1, 0));
        var again = List.of(attempt(2, "inventory.reserve", "{}"), attempt(2, CHARGE, "{}"));

        assertThat(trial.judge().apply(twice(joined(failed, ended, again))))
                .hasValue("When the call fails, the route calls shipping.ship; after the process had ended it was not"
                        + " called, and the message is not in the dead letters.");
        assertThat(trial.judge().apply(twice(joined(failed, ended, List.of(attempt(1, "shipping.ship", "{}")), again))))
                .isEmpty();
    }

    private static BadData badStock(String path, Object body) {
        var plan = order();
        return new BadData(plan, new Scenarios(plan, Services.ALL).cases().get(0), "stock", path, body, Set.of());
    }

    private static Plan order() {
        return onPost(
                call("check-stock", STOCK, Map.of("sku", message("sku")), "stock"),
                choice(
                        "enough",
                        is(field("stock", "available"), Operator.GREATER_OR_EQUAL, message("quantity")),
                        List.of(call("pay", CHARGE, Map.of("orderId", message("orderId")), "payment")),
                        List.of(reply("refuse", 409, "Out of stock"))),
                reply("accept", 200, "ok"));
    }

    private static Step.Call pay(Plan plan) {
        return plan.allSteps()
                .filter(step -> step.id().equals("pay"))
                .map(Step.Call.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Visit visit() {
        return new Visit(
                new Grant.Entry("http", "POST", "/orders"),
                new Message("{\"orderId\":\"1\"}", Map.of()),
                Script.examples(Services.ALL),
                List.of(STOCK, CHARGE));
    }

    private static Trial duplicates(Promised promised) {
        return new EntryFaults(visit(), promised, EFFECTS, true, 0).trials().get(0);
    }

    private static Seen seen(@Nullable Answer answer, Attempt... attempts) {
        var answers = new ArrayList<@Nullable Answer>();
        answers.add(answer);
        return new Seen(Arrays.asList(attempts), answers, List.of(), List.of(), List.of());
    }

    private static Seen twice(Attempt... attempts) {
        return new Seen(Arrays.asList(attempts), List.of(answer(200), answer(200)), List.of(), List.of(), List.of());
    }

    @SafeVarargs
    private static Attempt[] joined(List<Attempt>... parts) {
        return Arrays.stream(parts).flatMap(List::stream).toArray(Attempt[]::new);
    }

    private static Attempt attempt(String operation, String input, Reaction reaction) {
        return Attempt.of(operation, input, reaction, 0, 0);
    }

    private static Attempt attempt(int message, String operation, String input) {
        return Attempt.of(operation, input, WELL, message, 0);
    }

    private static Answer answer(int status) {
        return new Answer(status, "application/json", "{}");
    }

    private static dev.routewright.route.Service keyed() {
        var input = new dev.routewright.route.Operation.Input(
                "Idempotency-Key",
                dev.routewright.route.Operation.In.HEADER,
                dev.routewright.route.Schema.of("string"),
                false);
        var operation = new dev.routewright.route.Operation(
                "pay", "charge", "", "", "POST", "/charge", List.of(input), List.of());
        return new dev.routewright.route.Service("pay", "pay", "", List.of(operation), List.of(), true);
    }
}
