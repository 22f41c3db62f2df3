package dev.routewright.web;

import dev.routewright.integration.ServiceDesk;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/services")
class ServicesApi {
    private final ServiceDesk desk;

    ServicesApi(ServiceDesk desk) {
        this.desk = desk;
    }

    /** @param urls empty to go back to the addresses of the document, or to the simulation */
    record Instances(
            @NotNull(message = "The addresses are missing. Nothing was changed. Send {\"urls\": [\"http://…\"]}.")
            List<String> urls) {}

    @GetMapping
    List<ServiceView> list() {
        return desk.all().stream().map(ServiceView::of).toList();
    }

    @GetMapping("/{name}")
    ServiceView one(@PathVariable String name) {
        return ServiceView.of(desk.get(name));
    }

    @PutMapping(
            path = "/{name}",
            consumes = {
                MediaType.APPLICATION_JSON_VALUE,
                Yaml.STANDARD,
                Yaml.OLD,
                Yaml.TEXT,
                Yaml.OLD_TEXT,
                Yaml.PLAIN,
                Yaml.UNNAMED
            })
    ResponseEntity<ServiceView> register(
            @PathVariable String name, @RequestBody(required = false) @Nullable String document) {
        var registration = desk.register(name, document == null ? "" : document, "api");
        var view = ServiceView.of(registration.registered());
        return registration.created()
                ? ResponseEntity.created(URI.create("/api/services/" + view.name()))
                        .body(view)
                : ResponseEntity.ok(view);
    }

    @DeleteMapping("/{name}")
    ResponseEntity<Void> remove(@PathVariable String name) {
        desk.remove(name);
        return ResponseEntity.noContent().build();
    }

    @PutMapping("/{name}/instances")
    ServiceView instances(@PathVariable String name, @Valid @RequestBody Instances instances) {
        return ServiceView.of(desk.setInstances(name, instances.urls()));
    }

    @PutMapping("/{name}/mediation")
    ServiceView mediation(@PathVariable String name, @RequestBody MediationChange change) {
        return ServiceView.of(desk.setMediation(name, change::applyTo));
    }
}
