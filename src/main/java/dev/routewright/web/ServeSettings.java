package dev.routewright.web;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a server here would listen on, keep its data in and call, for whoever looks whether it could.
 *
 * @param port of the control plane; 0 for any
 * @param brokers empty when no Kafka is set
 * @param storeUrl empty for the store in the data directory
 */
public record ServeSettings(
        String address,
        int port,
        String ingressAddress,
        int ingressPort,
        Path dataDir,
        Path routes,
        Path kamelets,
        String brokers,
        String storeUrl,
        String storeUser,
        String storePassword) {

    /**
     * @param directory where {@code application.yaml} may lie
     * @param arguments as {@code --name=value}
     * @throws StartFailed with a sentence when a setting cannot be used
     */
    public static ServeSettings read(Path directory, Map<String, String> environment, List<String> arguments) {
        try {
            var read = LocalEnvironment.of(directory, environment, arguments);
            var own = read.bound("routewright", RoutewrightProperties.class);
            var brokers = own.kafka().brokers();
            var url = own.store().url();
            return new ServeSettings(
                    read.property("server.address", "127.0.0.1"),
                    read.number("server.port", 8080),
                    own.ingress().address(),
                    own.ingress().port(),
                    own.dataDir(),
                    own.routes(),
                    own.kamelets(),
                    brokers == null ? "" : brokers.strip(),
                    url == null ? "" : url.strip(),
                    own.store().user(),
                    own.store().password());
        } catch (RuntimeException e) {
            throw StartFailed.because(e);
        }
    }

    /** A password is not for logs. */
    @Override
    public String toString() {
        return "ServeSettings[port=%d, ingressPort=%d, dataDir=%s]".formatted(port, ingressPort, dataDir);
    }
}
