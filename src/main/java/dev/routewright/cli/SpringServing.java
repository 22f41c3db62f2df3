package dev.routewright.cli;

import dev.routewright.integration.Startup;
import dev.routewright.web.RoutewrightApplication;
import dev.routewright.web.StartFailed;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** Starts the runtime of the web package. The one class of the command line that loads Spring. */
final class SpringServing implements Serving {
    @Override
    public Running start(List<String> arguments) {
        try {
            return new Context(RoutewrightApplication.start(arguments.toArray(String[]::new)));
        } catch (StartFailed e) {
            throw new Complaint(Exit.REFUSED, String.valueOf(e.getMessage()));
        }
    }

    private static final class Context implements Running {
        private final ConfigurableApplicationContext context;
        private final CountDownLatch closed = new CountDownLatch(1);

        Context(ConfigurableApplicationContext context) {
            this.context = context;
            context.addApplicationListener((ApplicationListener<ContextClosedEvent>) event -> closed.countDown());
        }

        @Override
        public List<Row> integrations() {
            return context.getBean(Startup.class).table().stream()
                    .map(row -> new Row(row.integration(), row.status(), row.entry(), row.example(), row.sandbox()))
                    .toList();
        }

        @Override
        public void await() {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
