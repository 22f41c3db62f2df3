package dev.routewright.web.security;

import io.hawt.jmx.JmxTreeWatcher;
import java.util.Map;
import org.jolokia.server.core.http.AgentServlet;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Jolokia where Hawtio looks for it, with {@link JolokiaPolicy} before every MBean. */
@Configuration(proxyBeanMethods = false)
class JolokiaDoor {
    @Bean
    ServletRegistrationBean<AgentServlet> jolokia() {
        var door = new ServletRegistrationBean<>(new AgentServlet(new JolokiaPolicy()), Hawtio.PATH + "/jolokia/*");
        door.setName("jolokia");
        door.setInitParameters(Map.ofEntries(
                Map.entry("agentId", "routewright"),
                Map.entry("agentDescription", "Routewright"),
                Map.entry("discoveryEnabled", "false"),
                Map.entry("disableDetectors", "true"),
                Map.entry("allowDnsReverseLookup", "false"),
                Map.entry("includeStackTrace", "false"),
                Map.entry("serializeException", "false"),
                Map.entry("mimeType", "application/json"),
                Map.entry("maxCollectionSize", "10000"),
                Map.entry("maxObjects", "500000"),
                Map.entry("maxDepth", "15")));
        return door;
    }

    /** Tells Hawtio that a cell has come or gone. */
    @Bean(initMethod = "init", destroyMethod = "destroy")
    JmxTreeWatcher treeWatcher() {
        return new JmxTreeWatcher();
    }
}
