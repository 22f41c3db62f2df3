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
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Jolokia where Hawtio looks for it, with {@link JolokiaPolicy} before every MBean. */
@Configuration(proxyBeanMethods = false)
class JolokiaDoor {
    @Bean
    ServletRegistrationBean<AgentServlet> jolokia() {
        var door = new ServletRegistrationBean<AgentServlet>(new PostsOnly(), Hawtio.PATH + "/jolokia/*");
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

    /**
     * Nothing is asked by an address: a picture on a page of another port would pause an integration with the visitor's
     * cookie, and no token would be missed. And no answer is a script, which pages of others could read.
     */
    private static final class PostsOnly extends AgentServlet {
        PostsOnly() {
            super(new JolokiaPolicy());
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            if (request.getParameter("callback") != null)
                Refusals.problem(
                        request,
                        response,
                        HttpStatus.BAD_REQUEST,
                        "Jolokia answers with JSON only. Nothing was done. Leave out the parameter callback.");
            else if (!request.getMethod().equals("POST") && asks(request)) {
                response.setHeader(HttpHeaders.ALLOW, "POST");
                Refusals.problem(
                        request,
                        response,
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "Jolokia is asked by POST here. Nothing was done. Send the request as JSON to %s/jolokia."
                                .formatted(Hawtio.PATH));
            } else super.service(request, response);
        }

        /** Without either it only says its version, and Hawtio looks whether it does. */
        private static boolean asks(HttpServletRequest request) {
            var path = request.getPathInfo();
            return path != null && !path.equals("/") || request.getParameter("p") != null;
        }
    }

    /** Tells Hawtio that a cell has come or gone. */
    @Bean(initMethod = "init", destroyMethod = "destroy")
    JmxTreeWatcher treeWatcher() {
        return new JmxTreeWatcher();
    }
}
