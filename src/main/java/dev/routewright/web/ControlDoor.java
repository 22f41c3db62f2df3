package dev.routewright.web;

import java.util.Optional;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * The control plane's port: whether it can be one, and what it answers to requests that are not well enough formed to
 * reach anything behind it.
 */
@Component
class ControlDoor implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final int port;
    private final int ingress;

    ControlDoor(ServerProperties server, RoutewrightProperties properties) {
        port = Optional.ofNullable(server.getPort()).orElse(8080);
        ingress = properties.ingress().port();
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        if (port < 0 || port > 65535) throw new SettingUnusable("server.port", "%d is not a port.".formatted(port));
        if (port != 0 && port == ingress)
            throw new SettingUnusable(
                    "routewright.ingress.port", "%d is the port of the control plane (server.port).".formatted(port));
        factory.addContextCustomizers(ControlDoor::sayProblems);
    }

    private static void sayProblems(Context context) {
        var host = (StandardHost) context.getParent();
        host.setErrorReportValveClass(Malformed.class.getName());
    }

    /** Tomcat's own page is HTML, and says nothing. */
    public static final class Malformed extends ErrorReportValve {
        @Override
        protected void report(Request request, Response response, Throwable thrown) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
            var known = HttpStatus.resolve(response.getStatus());
            var status = known == null ? HttpStatus.BAD_REQUEST : known;
            try {
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                Problem.write(
                        request.getRequest(), response.getResponse(), status, Problems.said(HttpStatus.BAD_REQUEST));
                response.finishResponse();
            } catch (java.io.IOException | IllegalStateException gone) {
                // Whoever asked has left.
            }
        }
    }
}
