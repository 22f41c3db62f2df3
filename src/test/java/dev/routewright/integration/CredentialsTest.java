package dev.routewright.integration;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.routewright.journal.Json;
import dev.routewright.route.Service.Security;
import dev.routewright.route.Status;
import dev.routewright.services.CallCredentials.Caller;
import dev.routewright.services.CallCredentials.Sent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class CredentialsTest {
    private static final String CANARY = "HD-CANARY-4711";
    private static final Security KEY = Security.header("X-Api-Key");

    @TempDir
    Path home;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Bench bench;

    @BeforeEach
    void open() {
        log.start();
        root.addAppender(log);
        bench = new Bench(home);
        bench.services.register("helpdesk", "openapi addTicket");
        bench.services.register("museum", "openapi visit");
    }

    @AfterEach
    void close() {
        bench.close();
        root.detachAppender(log);
    }

    @Test
    void areKeptFromEverybodyAndCarriedByCallsOfTheirServiceOnly() throws Exception {
        var version = bench.submitted("tickets", description(CANARY));

        assertThat(version.status()).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(version.description()).isEqualTo(description("[credential 1]"));
        assertThat(version.dossier().plan().assumptions())
                .containsExactly(
                        "The runtime adds [credential 1] to calls of helpdesk (header X-Api-Key); the route never"
                                + " holds its value.");
        assertThat(sent(1, "helpdesk")).containsExactly(new Sent(KEY, CANARY));
        assertThat(sent(1, "museum")).isEmpty();
        assertThat(bench.credentials.of(new Caller("another", 1), "helpdesk")).isEmpty();
        nobodyKnows();
    }

    @Test
    void ofAVersionThatWaitsAreNotCarriedByTheOneThatIsLive() {
        bench.submitted("tickets", description(CANARY));
        bench.submitted("tickets", description("HD-CANARY-NEXT-2"));

        assertThat(sent(1, "helpdesk")).containsExactly(new Sent(KEY, CANARY));
        assertThat(sent(2, "helpdesk")).containsExactly(new Sent(KEY, "HD-CANARY-NEXT-2"));
    }

    @Test
    void cannotBeSentElsewhereByALaterDescription() {
        bench.submitted("tickets", description(CANARY));
        bench.submitted("tickets", "The museum wants the key [credential 1] in the header X-Api-Key. path=/contact");

        assertThat(sent(2, "museum")).isEmpty();
    }

    @Test
    void stayWithADescriptionThatIsSentBackAsItIsShown() {
        bench.submitted("tickets", description(CANARY));
        bench.submitted("tickets", description("[credential 1]") + " Quickly.");

        assertThat(sent(2, "helpdesk")).containsExactly(new Sent(KEY, CANARY));
    }

    @Test
    void areAskedAboutWhenTheirServiceIsNotClear() throws Exception {
        var asking = bench.submitted("tickets", "Call the API with the key " + CANARY + ". path=/contact");
        assertThat(asking.status()).isEqualTo(Status.NEEDS_ANSWERS);
        assertThat(asking.dossier().questions()).extracting(q -> q.id()).containsExactly("credential-1");

        bench.settled(
                bench.integrations.answer("tickets", 1, Map.of("credential-1", "helpdesk, in the header X-Api-Key")));

        assertThat(sent(1, "helpdesk")).containsExactly(new Sent(KEY, CANARY));
        nobodyKnows();
    }

    @Test
    void areTakenOutOfAnswersToo() throws Exception {
        bench.submitted("tickets", "ask path=/contact");
        var answered = bench.settled(
                bench.integrations.answer("tickets", 1, Map.of("q1", "The helpdesk, its API key is " + CANARY)));

        assertThat(answered.answers()).containsEntry("q1", "The helpdesk, its API key is [credential 1]");
        nobodyKnows();
    }

    @Test
    void areTakenOutOfWhatLiesInTheFolder() throws Exception {
        var door = new FolderDoor(bench.integrations, bench.versions, new Approval(true, false));
        door.description("tickets", description(CANARY));
        bench.idle();
        door.description("tickets", description(CANARY));
        bench.idle();

        assertThat(bench.versions.latest("tickets").orElseThrow().number()).isEqualTo(1);
        assertThat(sent(1, "helpdesk")).containsExactly(new Sent(KEY, CANARY));
        nobodyKnows();
    }

    @Test
    void areForgottenWithTheirIntegration() {
        bench.submitted("tickets", description(CANARY));
        assertThat(sent(1, "helpdesk")).hasSize(1);

        bench.integrations.delete("tickets");

        assertThat(sent(1, "helpdesk")).isEmpty();
    }

    private static String description(String key) {
        return "Make a ticket. The helpdesk wants the key " + key + " in the header X-Api-Key. path=/contact";
    }

    private List<Sent> sent(int version, String service) {
        return bench.credentials.of(new Caller("tickets", version), service);
    }

    /** Neither the drafter, the store, the journal, the log nor what is shown of a version. */
    private void nobodyKnows() throws Exception {
        var seen = new ArrayList<String>();
        bench.drafting.briefs.forEach(brief -> seen.add(brief.toString()));
        log.list.forEach(event -> seen.add(event.getFormattedMessage()));
        seen.add(Json.write(bench.versions.latest("tickets").orElseThrow()));
        bench.close();
        try (var connection = java.sql.DriverManager.getConnection(
                        "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                                .formatted(home.resolve("data/store").toAbsolutePath()),
                        "sa",
                        "");
                var rows = connection.createStatement().executeQuery("script")) {
            while (rows.next()) seen.add(rows.getString(1));
        }
        try (var files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                seen.add(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
        }
        assertThat(seen).hasSizeGreaterThan(5).noneMatch(text -> text.contains("CANARY"));
    }
}
