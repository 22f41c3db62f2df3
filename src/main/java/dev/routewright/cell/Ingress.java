package dev.routewright.cell;

import dev.routewright.services.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.ExecutorService;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;

/** The HTTP door of integrations: a server of its own, on a port of its own, that knows nothing but entries. */
final class Ingress implements AutoCloseable {
    private final Tomcat tomcat = new Tomcat();
    private final Connector connector;
    private final ExecutorService threads = Threads.workers("ingress-");
    private final String host;

    Ingress(Settings settings, EntryTable table, Repetitions repetitions) {
        var address = settings.ingress();
        host = address.getHostString();
        var scratch = scratch();
        tomcat.setBaseDir(scratch.toString());
        tomcat.setSilent(true);
        connector = new Connector();
        connector.setPort(address.getPort());
        connector.setProperty("address", address.getAddress().getHostAddress());
        connector.setProperty("maxConnections", String.valueOf(settings.mostRequests() * 4));
        connector.setProperty("connectionTimeout", "20000");
        connector.setProperty("maxSwallowSize", String.valueOf(settings.largestBody()));
        connector.setThrowOnFailure(true);
        connector.setXpoweredBy(false);
        connector.setAllowTrace(false);
        connector.getProtocolHandler().setExecutor(threads);
        tomcat.setConnector(connector);
        var context = (StandardContext) tomcat.addContext("", null);
        // There is one web application and it ends with the process: nothing to clear after.
        context.setClearReferencesObjectStreamClassCaches(false);
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
        var servlet = Tomcat.addServlet(context, "ingress", new IngressServlet(settings, table, repetitions));
        servlet.setAsyncSupported(true);
        context.addServletMappingDecoded("/*", "ingress");
        ((StandardHost) tomcat.getHost()).setErrorReportValveClass(Silent.class.getName());
        try {
            start(settings);
        } finally {
            delete(scratch);
        }
    }

    /** Tomcat does not start without one. Nothing here writes to it: it goes again at once, before anyone is killed. */
    private static Path scratch() {
        try {
            return Files.createTempDirectory(
                    "routewright-ingress-" + ProcessHandle.current().pid() + "-");
        } catch (IOException noSpace) {
            throw new UncheckedIOException(
                    "[ingress] No temporary folder. Nothing was started. Make java.io.tmpdir writable.", noSpace);
        }
    }

    private static void delete(Path folder) {
        // Tomcat tells the whole process its home, and every further one would make that folder again.
        if (folder.toString().equals(System.getProperty("catalina.home"))) System.clearProperty("catalina.home");
        try (var all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException leftBehind) {
            // The system clears its temporary folder.
        }
    }

    private void start(Settings settings) {
        try {
            tomcat.start();
        } catch (LifecycleException failure) {
            close();
            var taken = causedByBind(failure);
            throw new IllegalStateException(
                    taken
                            ? "[ingress] Port %d on %s is in use. Nothing was started. Free it or set routewright.ingress.port."
                                    .formatted(settings.ingress().getPort(), host)
                            : "[ingress] The HTTP door does not open. Nothing was started. See the log.",
                    failure);
        }
    }

    URI uri() {
        return URI.create(
                "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, connector.getLocalPort()));
    }

    private static boolean causedByBind(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof BindException) return true;
        return false;
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException alreadyDown) {
            // It is what was asked for.
        }
        threads.shutdown();
    }

    /** Tomcat's own page would name the server and its version. */
    public static final class Silent extends ErrorReportValve {
        public Silent() {
            setShowReport(false);
            setShowServerInfo(false);
        }
    }
}
