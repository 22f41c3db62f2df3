package exported;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Properties;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the rehearsal of this version saw is seen here, too. Each scenario is played in a context of its own. */
class RehearsalTest extends CamelMainTestSupport {
    private Player player;
    private int port;

    static List<Scenario> scenarios() throws IOException {
        return Scenario.all();
    }

    @Override
    protected Class<?> getMainClass() {
        return Application.class;
    }

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        try {
            player = new Player();
            port = freePort();
        } catch (IOException e) {
            throw new IllegalStateException("The stand-ins cannot be started.", e);
        }
        var properties = new Properties();
        properties.putAll(player.properties());
        properties.put("camel.server.host", "127.0.0.1");
        properties.put("camel.server.port", String.valueOf(port));
        properties.put("camel.management.enabled", "false");
        configuration.withUseOverridePropertiesWithPropertiesComponent(properties);
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
