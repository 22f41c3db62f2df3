package exported;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the rehearsal of this version saw is seen here, too. Each scenario is played in a context of its own. */
@EnabledIf(
        value = "exported.Topics#areThereIfNeeded",
        disabledReason = "It takes Kafka: name brokers in the environment variable REHEARSAL_KAFKA_BROKERS.")
class RehearsalTest extends CamelTestSupport {
    private Player player;
    private int port;

    static List<Scenario> scenarios() throws IOException {
        return Scenario.all();
    }

    /** The context of the application itself, with other properties. */
    @Override
    protected CamelContext createCamelContext() throws Exception {
        player = new Player();
        port = freePort();
        var main = new Main(Application.class);
        player.properties().forEach(main::addOverrideProperty);
        main.addOverrideProperty("camel.server.host", "127.0.0.1");
        main.addOverrideProperty("camel.server.port", String.valueOf(port));
        main.addOverrideProperty("camel.management.enabled", "false");
        main.init();
        return main.getCamelContext();
    }

    @AfterEach
    void close() {
        player.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void isSeenAgain(Scenario scenario) throws Exception {
        player.play(scenario, context(), port);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
