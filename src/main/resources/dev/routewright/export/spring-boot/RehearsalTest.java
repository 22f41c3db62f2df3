package exported;

import java.io.IOException;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Whatever the rehearsal of this version saw is seen here, too. Each scenario is played in a context of its own. */
@EnabledIf(
        value = "exported.Topics#areThereIfNeeded",
        disabledReason = "It takes Kafka: name brokers in the environment variable REHEARSAL_KAFKA_BROKERS.")
@CamelSpringBootTest
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=-1", "camel.main.run-controller=false"})
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class RehearsalTest {
    private static Player player;

    @Autowired
    private CamelContext context;

    @LocalServerPort
    private int port;

    static List<Scenario> scenarios() throws IOException {
        return Scenario.all();
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) throws IOException {
        player = new Player();
        player.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @AfterEach
    void close() {
        player.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void isSeenAgain(Scenario scenario) throws Exception {
        player.play(scenario, context, port);
    }
}
