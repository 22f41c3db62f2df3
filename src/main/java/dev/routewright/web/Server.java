package dev.routewright.web;

import dev.routewright.integration.Startup;
import dev.routewright.integration.StartupRow;
import dev.routewright.web.security.Passwords;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** A runtime that is up, for whoever starts it and does not want to know what it is made of. */
public final class Server implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Server(ConfigurableApplicationContext context) {
        this.context = context;
        context.addApplicationListener((ApplicationListener<ContextClosedEvent>) event -> closed.countDown());
    }

    /**
     * Returns when everything that was there at start is live or has been refused.
     *
     * @param args settings as {@code --name=value}
     * @throws StartFailed with a sentence when it does not start; nothing is left running
     */
    public static Server start(String... args) {
        return start(step -> {}, args);
    }

    /** @param told hears each step of the start, in words */
    public static Server start(Consumer<String> told, String... args) {
        return new Server(RoutewrightApplication.start(told, args));
    }

    public List<StartupRow> integrations() {
        return context.getBean(Startup.class).table();
    }

    /** The password of the console, when this start has made it: it is not to be had again. */
    public Optional<String> firstPassword() {
        return context.getBean(Passwords.class).first();
    }

    /** Where the control plane answers, as seen from this machine. */
    public URI control() {
        var environment = context.getEnvironment();
        var address = environment.getProperty("server.address", "127.0.0.1");
        var host = address.equals("0.0.0.0") || address.equals("::") ? "127.0.0.1" : address;
        return URI.create("http://%s:%s"
                .formatted(host.contains(":") ? "[" + host + "]" : host, environment.getProperty("local.server.port")));
    }

    /** Returns when somebody has begun to stop it; Ctrl-C does, and drains first. */
    public void await() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        context.close();
    }
}
