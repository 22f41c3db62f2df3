package dev.routewright.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps web pages of others out. A page elsewhere may send requests to this machine by the visitor's browser: the browser
 * names the page's origin then, and a name that was rebound to this address shows in the Host.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OwnOrigin extends OncePerRequestFilter {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    OwnOrigin(RoutewrightProperties properties) {
        names.addAll(properties.control().hosts());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isOwnName(request.getServerName()))
            Problem.write(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    "The control plane is not called by this name. Nothing was changed. Use localhost or an address, or "
                            + "add the name to routewright.control.hosts.");
        else if (!HARMLESS.contains(request.getMethod()) && isFromElsewhere(request))
            Problem.write(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    "The request comes from a web page of another origin. Nothing was changed. Send it from the control "
                            + "plane's own pages or from a program.");
        else chain.doFilter(request, response);
    }

    private boolean isOwnName(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.matches("\\d{1,3}(\\.\\d{1,3}){3}")
                || name.contains(":")
                || names.contains(name);
    }

    private static boolean isFromElsewhere(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) return true;
        var origin = request.getHeader("Origin");
        return origin != null && !origin.replaceFirst("^https?://", "").equalsIgnoreCase(request.getHeader("Host"));
    }
}
