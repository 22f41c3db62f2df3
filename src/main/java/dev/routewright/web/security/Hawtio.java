package dev.routewright.web.security;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Hawtio's pages as they come, and the few questions they ask of a server beside Jolokia. Hawtio's own server parts
 * (proxy, plugins from elsewhere, recordings, logs) are left out.
 */
@Hidden
@RestController
@RequestMapping(path = Hawtio.PATH, produces = "application/json")
class Hawtio implements WebMvcConfigurer {
    static final String PATH = "/hawtio";

    private static final String FILES = "classpath:/hawtio-static/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(PATH + "/static/**")
                .addResourceLocations(FILES + "static/")
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate());
        registry.addResourceHandler(PATH + "/**")
                .addResourceLocations(FILES)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new Pages());
    }

    /** Every address without an ending is a place inside the one page. */
    private static final class Pages extends PathResourceResolver {
        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            var file = super.getResource(path, location);
            if (file != null) return file;
            var last = path.substring(path.lastIndexOf('/') + 1);
            return last.contains(".") ? null : super.getResource("index.html", location);
        }
    }

    @GetMapping(path = "", produces = "text/html")
    ResponseEntity<Void> entrance() {
        return ResponseEntity.status(HttpStatus.FOUND)
                .header("Location", PATH + "/")
                .build();
    }

    @GetMapping(path = "/", produces = "text/html")
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .body(new org.springframework.core.io.ClassPathResource("hawtio-static/index.html"));
    }

    /** JSON, where Spring would write a bare string. */
    @GetMapping("/user")
    com.fasterxml.jackson.databind.node.TextNode user(Principal principal) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(principal.getName());
    }

    @GetMapping("/plugin")
    List<String> plugins() {
        return List.of();
    }

    @GetMapping("/auth/config/login")
    List<String> logins() {
        return List.of();
    }

    @GetMapping({"/proxy/enabled", "/keycloak/enabled"})
    boolean no() {
        return false;
    }

    @GetMapping("/hawtconfig.json")
    Map<String, Object> config() {
        return Map.of(
                "branding",
                        Map.of(
                                "appName", "Routewright",
                                "showAppLogo", true,
                                "appLogoUrl", "img/hawtio-logo.svg"),
                "about", Map.of("title", "Routewright in Hawtio", "productInfo", List.of(), "additionalInfo", ""),
                // What belongs to plugins whose MBeans nobody may read here.
                "disabledRoutes", List.of("/connect", "/quartz", "/springboot", "/runtime", "/diagnostics", "/logs"));
    }
}
