package dev.routewright.web.security;

import io.hawt.jmx.JmxTreeWatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
        var door = new ServletRegistrationBean<AgentServlet>(new WithoutScripts(), Hawtio.PATH + "/jolokia/*");
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

    /** An answer that is a script is one pages of others can read. */
    private static final class WithoutScripts extends AgentServlet {
        WithoutScripts() {
            super(new JolokiaPolicy());
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            if (request.getParameter("callback") != null) response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            else super.service(request, response);
        }
    }

    /** Tells Hawtio that a cell has come or gone. */
    @Bean(initMethod = "init", destroyMethod = "destroy")
    JmxTreeWatcher treeWatcher() {
        return new JmxTreeWatcher();
    }
}
