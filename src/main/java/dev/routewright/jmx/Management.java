package dev.routewright.jmx;

import dev.routewright.integration.Checks;
import dev.routewright.integration.Declined;
import dev.routewright.integration.Events;
import dev.routewright.integration.Integrations;
import dev.routewright.integration.Overview;
import dev.routewright.integration.Overviews;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jmx.export.MBeanExporter;
import org.springframework.jmx.export.annotation.AnnotationJmxAttributeSource;
import org.springframework.jmx.export.assembler.MetadataMBeanInfoAssembler;
import org.springframework.jmx.support.RegistrationPolicy;

/** Keeps an MBean for each integration there is, and one for the runtime. */
public final class Management implements AutoCloseable {
    public static final String DOMAIN = "dev.routewright";

    private static final Logger log = LoggerFactory.getLogger(Management.class);

    private final Integrations integrations;
    private final Overviews overviews;
    private final Checks checks;
    private final Events events;
    private final Supplier<String> who;
    private final MBeanExporter exporter = new MBeanExporter();
    private final Map<String, ObjectName> shown = new ConcurrentHashMap<>();

    /** @param who calls, as the journal should say */
    public Management(
            Integrations integrations, Overviews overviews, Checks checks, Events events, Supplier<String> who) {
        this.integrations = integrations;
        this.overviews = overviews;
        this.checks = checks;
        this.events = events;
        this.who = who;
        exporter.setServer(ManagementFactory.getPlatformMBeanServer());
        exporter.setAssembler(new MetadataMBeanInfoAssembler(new AnnotationJmxAttributeSource()));
        exporter.setRegistrationPolicy(RegistrationPolicy.REPLACE_EXISTING);
        exporter.setEnsureUniqueRuntimeObjectNames(false);
    }

    public void open() {
        exporter.registerManagedResource(
                new RuntimeManagement(integrations, overviews, checks, who), name(DOMAIN + ":type=Runtime"));
        events.onIntegrations(this::follow);
        overviews.all().stream().map(Overview::name).forEach(this::follow);
    }

    /** Whoever made it appear or go has nothing to do with what goes wrong here. */
    private void follow(String integration) {
        try {
            show(integration);
        } catch (RuntimeException e) {
            log.warn("[{}] its MBean is not up to date.", integration, e);
        }
    }

    /** One at a time: it may go while it appears. */
    private synchronized void show(String integration) {
        if (!exists(integration)) {
            var gone = shown.remove(integration);
            if (gone != null) exporter.unregisterManagedResource(gone);
        } else if (!shown.containsKey(integration)) {
            var name = nameOf(integration);
            exporter.registerManagedResource(
                    new IntegrationManagement(integration, integrations, overviews, who), name);
            shown.put(integration, name);
        }
    }

    private boolean exists(String integration) {
        try {
            overviews.get(integration);
            return true;
        } catch (Declined unknown) {
            return false;
        }
    }

    @Override
    public void close() {
        exporter.destroy();
    }

    static ObjectName nameOf(String integration) {
        return name("%s:type=Integration,name=%s".formatted(DOMAIN, integration));
    }

    private static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException("Names of integrations are letters, digits and dashes.", e);
        }
    }
}
