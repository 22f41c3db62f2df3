package dev.routewright.plain;

import dev.routewright.rehearsal.Stage.Outside;
import dev.routewright.rehearsal.Stage.Performance;
import dev.routewright.route.Evidence.Answer;
import dev.routewright.route.Evidence.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.language.jq.JqLanguage;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/** One draft in one Camel context; its entry, files and topics are {@link Doors}, its Kamelets call the outside. */
public final class PlainCell implements Performance {
    private static final Pattern KAMELET = Pattern.compile("kamelet:([a-z][a-z0-9-]*?)-([A-Za-z][A-Za-z0-9_]*)\\b");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final List<String> deadLetters = new CopyOnWriteArrayList<>();
    private final Doors doors = new Doors(deliveries);
    private final ServiceCalls services;
    private final Phaser tasks = new Phaser(1);

    public PlainCell(String yaml, Outside outside) throws Exception {
        services = new ServiceCalls(outside);
        context.getExecutorServiceManager().setThreadPoolFactory(new Hands());
        context.getRegistry().bind("routewright.keepReplies", new KeepReplies());
        context.getRegistry().bind("jq-language", new JsonJq());
        List.of("platform-http", "timer", "quartz", "file", "kafka")
                .forEach(s -> context.addComponent(s, doors.component()));
        context.addComponent("service", services);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                var kamelets = KAMELET.matcher(yaml);
                kamelets.results()
                        .map(r -> r.group(1) + "/" + r.group(2))
                        .distinct()
                        .forEach(this::template);
            }

            private void template(String operation) {
                routeTemplate(operation.replace('/', '-'))
                        .templateParameter("retries", "")
                        .templateParameter("retryDelay", "")
                        .templateParameter("backoff", "")
                        .templateParameter("callTimeout", "")
                        .from("kamelet:source")
                        .errorHandler(noErrorHandler())
                        .to(
                                "service:" + operation
                                        + "?retries={{retries}}&retryDelay={{retryDelay}}&backoff={{backoff}}&callTimeout={{callTimeout}}");
            }
        });
        context.start();
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("draft.camel.yaml", yaml));
    }

    @Override
    public @Nullable Answer deliver(@Nullable String body, Map<String, String> headers, Duration limit) {
        var exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
        services.begin();
        doors.enter(exchange);
        tasks.arriveAndAwaitAdvance();
        if (exchange.getException() != null) return failed(exchange);
        return doors.hasCaller() ? answer(exchange) : null;
    }

    private @Nullable Answer failed(Exchange exchange) {
        Throwable cause = exchange.getException();
        while (cause.getCause() != null
                && (cause instanceof CamelExecutionException
                        || cause.getMessage() == null
                        || cause.getMessage()
                                .contains(cause.getCause().getClass().getName()))) cause = cause.getCause();
        if (doors.hasCaller() && !services.called()) return new Answer(400, "application/problem+json", problem(cause));
        deadLetters.add(String.valueOf(cause.getMessage()));
        return doors.hasCaller() ? new Answer(503, "application/problem+json", problem(cause)) : null;
    }

    private static String problem(Throwable cause) {
        return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                .objectNode()
                .put("detail", cause.getMessage())
                .toString();
    }

    private static Answer answer(Exchange exchange) {
        var message = exchange.getMessage();
        return new Answer(
                message.getHeader("CamelHttpResponseCode", 200, Integer.class),
                message.getHeader("Content-Type", "", String.class),
                message.getBody() == null ? "" : message.getBody(String.class));
    }

    /** The parameters of every service call that was made, such as {@code inventory.getStock {retries=3}}. */
    public List<String> parameters() {
        return services.parameters();
    }

    /** The Kafka key of every delivery, empty where there was none. */
    public List<String> keys() {
        return doors.keys();
    }

    @Override
    public List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    @Override
    public List<String> deadLetters() {
        return List.copyOf(deadLetters);
    }

    @Override
    public void close() {
        context.stop();
    }

    /** A branch may outlive the failure of the one beside it, and must not reach into the next message. */
    private final class Hands extends DefaultThreadPoolFactory {
        @Override
        public ExecutorService newThreadPool(
                int size,
                int largest,
                long keepAlive,
                TimeUnit unit,
                int queue,
                boolean coreTimesOut,
                RejectedExecutionHandler rejected,
                ThreadFactory threads) {
            return new ThreadPoolExecutor(0, 64, keepAlive, unit, new SynchronousQueue<>(), threads, rejected) {
                @Override
                public void execute(Runnable task) {
                    tasks.register();
                    super.execute(task);
                }

                @Override
                protected void afterExecute(Runnable task, Throwable failure) {
                    tasks.arriveAndDeregister();
                }
            };
        }
    }

    /** Stock jq loads its own functions again at every init, so the override has to follow it there. */
    private static final class JsonJq extends JqLanguage {
        @Override
        public void init() {
            super.init();
            getRootScope().addFunction("variable", 1, new JsonVariable());
        }
    }
}
