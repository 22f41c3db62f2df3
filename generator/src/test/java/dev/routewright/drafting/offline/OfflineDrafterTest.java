package dev.routewright.drafting.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.routewright.drafting.Drafter.Brief;
import dev.routewright.drafting.Drafter.Outcome;
import dev.routewright.route.Clause;
import dev.routewright.route.Finding;
import dev.routewright.route.Plan;
import dev.routewright.route.Question;
import dev.routewright.route.Severity;
import dev.routewright.route.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OfflineDrafterTest {
    private final OfflineDrafter drafter = new OfflineDrafter();

    @Test
    void numbersTheClausesAndCitesThemInEveryStep() {
        var plan = plan("When a user places an order, check the stock; if there is enough, process the payment.");

        assertThat(plan.clauses())
                .containsExactly(
                        new Clause(1, "When a user places an order"),
                        new Clause(2, "check the stock"),
                        new Clause(3, "if there is enough"),
                        new Clause(4, "process the payment"));
        assertThat(plan.allSteps().map(s -> s.id() + s.clauses()))
                .containsExactly("check-stock[2]", "decide-enough[3]", "process-payment[4]", "reply[4]", "reply-2[2]");
    }

    @Test
    void saysInSentencesWhatItAssumed() {
        assertThat(plan("When a user places an order, check the stock; if there is enough, process the payment.")
                        .assumptions())
                .containsExactly(
                        "Requests come as POST /orders.",
                        "The request carries sku, quantity, orderId and amount.",
                        "“there is enough” compares available (the reply of inventory.getStock) with quantity.",
                        "The caller gets status 200 with the outcome and the reply of each call made.");
    }

    @Test
    void takesTheTitleFromTheFirstHeading() {
        assertThat(plan("# Checkout\n\n- When an order arrives, process the payment.\n- Finally, notify the user.")
                        .title())
                .isEqualTo("Checkout");
    }

    @Test
    void putsARewordingInThePlaceOfAClause() {
        var description = "When an order arrives, launch the rocket.";

        assertThat(asked(description, Map.of()))
                .containsExactly(new Question(
                        "clause-2",
                        2,
                        "What should happen for “launch the rocket”? I could not place it. Say it in other words, or"
                                + " answer “ignore” to leave it out.",
                        List.of()));
        assertThat(calls(description, Map.of("clause-2", "process the payment, then notify the user")))
                .containsExactly("payments.createPayment", "notifications.sendNotification");
    }

    @Test
    void dropsAClauseWhoseAuthorSaysIgnore() {
        assertThat(calls(
                        "When an order arrives, process the payment, then launch the rocket.",
                        Map.of("clause-3", "Ignore")))
                .containsExactly("payments.createPayment");
        assertThat(calls("收到订单后，支付，发射火箭。", Map.of("clause-3", "忽略"))).containsExactly("payments.createPayment");
    }

    @Test
    void asksAgainWhenTheRewordingIsNoClearer() {
        assertThat(asked("When an order arrives, launch the rocket.", Map.of("clause-2", "do the thing"))
                        .get(0)
                        .text())
                .startsWith("What should happen for “do the thing”?");
    }

    @Test
    void asksWhichOfTwoOperationsThatFitEquallyWell() {
        var twice = List.of(
                Shop.service(
                        "north",
                        "North warehouse",
                        "GET /stock/{sku} getStock \"Get the stock\" (sku!) -> level:integer"),
                Shop.service(
                        "south",
                        "South warehouse",
                        "GET /stock/{sku} getStock \"Get the stock\" (sku!) -> level:integer"));
        var description = "When an order arrives, check the stock.";

        var asked =
                drafter.draft(new Brief("demo", description, twice, Map.of(), List.of(), Optional.empty()), s -> {});
        var answered = drafter.draft(
                new Brief(
                        "demo",
                        description,
                        twice,
                        Map.of("operation-2", "south.getStock"),
                        List.of(),
                        Optional.empty()),
                s -> {});

        assertThat(questions(asked))
                .containsExactly(new Question(
                        "operation-2",
                        2,
                        "“check the stock” fits more than one operation: north.getStock (Get the stock),"
                                + " south.getStock (Get the stock). Which one is meant?",
                        List.of("north.getStock", "south.getStock")));
        assertThat(plan(answered).allSteps().filter(Step.Call.class::isInstance).map(s -> ((Step.Call) s).key()))
                .containsExactly("south.getStock");
    }

    @Test
    void asksWhetherASentenceAfterAConditionIsPartOfIt() {
        var description =
                "When an order arrives, check the stock. If there is enough stock, process the payment. Notify the user.";

        assertThat(asked(description, Map.of()))
                .containsExactly(new Question(
                        "scope-5",
                        5,
                        "Does “Notify the user” happen always, or only in the case before it?",
                        List.of("always", "only in that case")));
        assertThat(PlanText.of(plan(draft(description, Map.of("scope-5", "only in that case")))))
                .contains("\n  notify-user: ");
        assertThat(PlanText.of(plan(draft(description, Map.of("scope-5", "always")))))
                .contains("\nnotify-user: ");
    }

    @Test
    void takesAConstantFromTheAuthorWhereNothingComesIn() {
        var description = "Every hour get the weather and send the result to topic weather.";

        assertThat(asked(description, Map.of()).get(0).id()).isEqualTo("input-city-1");
        assertThat(PlanText.of(plan(draft(description, Map.of("input-city-1", "Berlin")))))
                .isEqualTo("""
                        every PT1H []
                        get-weather: weather.getWeather(city='Berlin') -> weather
                        publish: weather weather
                        """);
    }

    @Test
    void asksAboutConditionsThatContradictEachOther() {
        assertThat(asked(
                                "When a credit request arrives, score it. If the score is below 600, raise an alert. If the score is below 600, notify the customer.",
                                Map.of())
                        .get(0)
                        .text())
                .isEqualTo("“If the score is below 600” overlaps with or contradicts another condition of the"
                        + " description. Say what decides in other words, or answer “ignore” to leave it out.");
    }

    @Test
    void asksInTheLanguageOfTheDescription() {
        assertThat(asked("收到订单后，发射火箭。", Map.of()).get(0).text()).isEqualTo("“发射火箭”应该怎么处理？我没能读懂这一句。请换一种说法，或回答“忽略”将其略去。");
    }

    @Test
    void refusesWhatIsNoDescription() {
        assertThat(refused("  \n "))
                .isEqualTo(finding(
                        "description-empty",
                        "The description is empty. Nothing was drafted.",
                        "Write in one to three sentences what should happen and when."));
        assertThat(refused("a".repeat(70_000)))
                .isEqualTo(finding(
                        "description-too-long",
                        "The description is longer than 64 KiB. Nothing was drafted.",
                        "Describe one integration in a few sentences."));
        assertThat(refused("check\u0000the stock"))
                .isEqualTo(finding(
                        "description-not-text",
                        "The description holds control characters, so it is not text. Nothing was drafted.",
                        "Send plain text or Markdown in UTF-8."));
    }

    @Test
    void asksForLessWhenThereAreMoreStatementsThanItCanPlace() {
        assertThat(asked("Check the stock. ".repeat(201), Map.of()))
                .containsExactly(new Question(
                        "description",
                        0,
                        "This description has more statements than I can place with certainty (201). Give one to three"
                                + " sentences for each integration.",
                        List.of()));
    }

    @Test
    void callsNothingWhenNoServiceIsRegistered() {
        var outcome = drafter.draft(
                new Brief(
                        "demo",
                        "When an order arrives, check the stock.",
                        List.of(),
                        Map.of(),
                        List.of(),
                        Optional.empty()),
                s -> {});

        assertThat(questions(outcome)).extracting(Question::id).containsExactly("clause-2");
    }

    @Test
    void draftsTheSameTwice() {
        var description = "用户下单时，检查库存，如果库存充足则支付，否则通知用户。";

        assertThat(new OfflineDrafter().draft(brief(description, Map.of()), s -> {}))
                .isEqualTo(draft(description, Map.of()));
    }

    @Test
    @Timeout(20)
    void staysQuickWhateverItIsGiven() {
        for (var text : List.of(
                "and ", "if ", "如果", "\"", "a/", "check the stock and ", "(", "每", "when an order arrives at ", "1,"))
            assertThatCode(() -> draft(
                            text.repeat(60_000 / text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length),
                            Map.of()))
                    .doesNotThrowAnyException();
    }

    @Test
    void keepsARequestWhoseCallFailedInsteadOfAnsweringForIt() {
        var plan = plan(
                "When a credit request arrives, score it, try up to 2 times; if none answers within 2 seconds keep the request and tell the caller.");
        var call = (Step.Call) plan.steps().get(0);

        assertThat(call.resilience())
                .isEqualTo(new Step.Resilience(Optional.of(1), Optional.empty(), Optional.of(Duration.ofSeconds(2))));
        assertThat(call.onFailure()).isEmpty();
        assertThat(plan.assumptions())
                .contains(
                        "A request whose call failed is kept in the dead letters; the caller gets status 503 with its number.");
    }

    private static Brief brief(String description, Map<String, String> answers) {
        return new Brief("demo", description, Shop.ALL, answers, List.of(), Optional.empty());
    }

    private Outcome draft(String description, Map<String, String> answers) {
        return drafter.draft(brief(description, answers), stage -> {});
    }

    private Plan plan(String description) {
        return plan(draft(description, Map.of()));
    }

    private static Plan plan(Outcome outcome) {
        return Objects.requireNonNull(((Outcome.Drafted) outcome).draft().plan());
    }

    private List<Question> asked(String description, Map<String, String> answers) {
        return questions(draft(description, answers));
    }

    private static List<Question> questions(Outcome outcome) {
        return ((Outcome.Asking) outcome).questions();
    }

    private List<String> calls(String description, Map<String, String> answers) {
        return plan(draft(description, answers))
                .allSteps()
                .filter(Step.Call.class::isInstance)
                .map(s -> ((Step.Call) s).key())
                .toList();
    }

    private Finding refused(String description) {
        return ((Outcome.Refused) draft(description, Map.of())).findings().get(0);
    }

    private static Finding finding(String rule, String problem, String remedy) {
        return new Finding(rule, Severity.ERROR, 0, 0, null, problem, remedy);
    }
}
