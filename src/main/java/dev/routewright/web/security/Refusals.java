package dev.routewright.web.security;

import dev.routewright.journal.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** A page is sent to the login, a program gets a problem. Never a challenge: a browser would ask in a window of its own. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    static final String LOGIN = "/login";

    private static final String NEEDS_LOGIN =
            "This needs a login. Nothing was done. Sign in at /login, or send name and password as HTTP Basic.";

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (why instanceof TooManyAttempts many) {
            response.setHeader("Retry-After", String.valueOf(many.seconds()));
            problem(
                    request,
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "There were too many attempts from this address. Nothing was done. Try again in %d s."
                            .formatted(many.seconds()));
        } else if (wantsPage(request)) response.sendRedirect(request.getContextPath() + LOGIN);
        else problem(request, response, HttpStatus.UNAUTHORIZED, NEEDS_LOGIN);
    }

    /** Whoever was signed in and no longer is has to sign in again; nobody else has anything to lose. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        if (why instanceof CsrfException && Passwords.signedIn().isEmpty() && !isLogin(request)) {
            problem(request, response, HttpStatus.UNAUTHORIZED, NEEDS_LOGIN);
            return;
        }
        if (why instanceof CsrfException) {
            problem(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    "The request does not carry the token of its session (header X-XSRF-TOKEN, from the cookie XSRF-TOKEN)."
                            + " Nothing was done. Load the page again.");
            return;
        }
        var session = request.getSession(false);
        if (session != null) session.invalidate();
        if (wantsPage(request)) response.sendRedirect(request.getContextPath() + LOGIN);
        else
            problem(
                    request,
                    response,
                    HttpStatus.UNAUTHORIZED,
                    "The login has ended. Nothing was done. Sign in at /login again.");
    }

    private static boolean isLogin(HttpServletRequest request) {
        return request.getServletPath().equals(LOGIN);
    }

    private static boolean wantsPage(HttpServletRequest request) {
        var accepted = request.getHeader("Accept");
        return request.getMethod().equals("GET") && accepted != null && accepted.contains("text/html");
    }

    static void problem(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "about:blank");
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", detail);
        problem.put("instance", request.getRequestURI());
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(Json.write(problem).getBytes(StandardCharsets.UTF_8));
    }
}
