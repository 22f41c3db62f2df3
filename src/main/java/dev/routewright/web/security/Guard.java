package dev.routewright.web.security;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.savedrequest.NullRequestCache;

/** What stands in front of Hawtio and Jolokia. Nothing else passes here: the rest of the control plane is as it was. */
@Configuration(proxyBeanMethods = false)
class Guard {
    private static final List<String> GUARDED = List.of(Hawtio.PATH, Hawtio.PATH + "/*", Refusals.LOGIN);

    private static final int ORDER = -100;

    /** Hawtio draws with styles in the page; its scripts are files. */
    private static final String OWN_THINGS_ONLY = "default-src 'self'; script-src 'self'; style-src 'self' "
            + "'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; "
            + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    static DelegatingFilterProxyRegistrationBean guardOfHawtio() {
        var guard = new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
        guard.setUrlPatterns(GUARDED);
        guard.setOrder(ORDER);
        return guard;
    }

    /** One spelling of an address: what Tomcat takes for this path and Spring for another is refused. */
    @Bean
    static FilterRegistrationBean<Filter> plainAddresses() {
        Filter plain = (request, response, chain) -> {
            var asked = (HttpServletRequest) request;
            if (isPlain(asked)) chain.doFilter(request, response);
            else
                Refusals.problem(
                        asked,
                        (HttpServletResponse) response,
                        HttpStatus.BAD_REQUEST,
                        "The address is spelt in an unusual way. Nothing was done. Write it as %s and what follows, without "
                                        .formatted(Hawtio.PATH)
                                + "parameters in its path.");
        };
        var registration = new FilterRegistrationBean<>(plain);
        registration.setUrlPatterns(GUARDED);
        registration.setOrder(ORDER - 1);
        return registration;
    }

    private static boolean isPlain(HttpServletRequest asked) {
        var address = asked.getRequestURI();
        return address.startsWith(asked.getContextPath() + asked.getServletPath()) && !address.contains(";");
    }

    @Bean
    SecurityFilterChain hawtioChain(HttpSecurity http, Passwords passwords, Clock clock) throws Exception {
        var login = new Login(passwords, clock);
        var refusals = new Refusals();
        var tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        var handler = new CsrfTokenRequestAttributeHandler();
        // At once: Hawtio reads the cookie before it has sent anything.
        handler.setCsrfRequestAttributeName(null);
        return http.authenticationManager(new ProviderManager(login))
                .authorizeHttpRequests(requests -> requests.requestMatchers(Refusals.LOGIN)
                        .permitAll()
                        .anyRequest()
                        .access((asked, request) -> login.stands(asked)))
                .formLogin(form -> form.loginPage(Refusals.LOGIN)
                        .defaultSuccessUrl(Hawtio.PATH + "/", true)
                        .failureHandler((request, response, why) ->
                                response.sendRedirect(request.getContextPath() + Refusals.LOGIN + reason(why))))
                .httpBasic(basic -> basic.authenticationEntryPoint(refusals))
                .logout(logout -> logout.logoutRequestMatcher(Guard::isLogout)
                        .deleteCookies("XSRF-TOKEN")
                        .logoutSuccessUrl(Refusals.LOGIN + "?out"))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .csrfTokenRequestHandler(handler)
                        .requireCsrfProtectionMatcher(
                                request -> CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request) && !isProgram(request)))
                .exceptionHandling(no -> no.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(OWN_THINGS_ONLY)))
                .build();
    }

    /** Hawtio's own link is a plain one; SameSite keeps pages elsewhere from following it for somebody, but for other ports. */
    private static boolean isLogout(HttpServletRequest request) {
        return request.getRequestURI().equals(request.getContextPath() + Hawtio.PATH + "/auth/logout")
                && request.getMethod().equals("GET")
                && !"same-site".equals(request.getHeader("Sec-Fetch-Site"));
    }

    /**
     * Name and password are no cookie: no browser adds them by itself, because nobody here ever asks it to. Beside a
     * session they count for nothing, since Spring does not look at them again.
     */
    private static boolean isProgram(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, "Basic ", 0, 6) && !request.isRequestedSessionIdValid();
    }

    private static String reason(AuthenticationException why) {
        return why instanceof TooManyAttempts many ? "?wait=" + many.seconds() : "?wrong";
    }
}
