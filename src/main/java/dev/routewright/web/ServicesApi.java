package dev.routewright.web;

import dev.routewright.integration.ServiceDesk;
import dev.routewright.operations.Figures;
import dev.routewright.services.contract.Report;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
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
@Tag(name = "Services")
@RequestMapping("/api/services")
class ServicesApi {
    private final ServiceDesk desk;
    private final Figures figures;

    ServicesApi(ServiceDesk desk, Figures figures) {
        this.figures = figures;
        this.desk = desk;
    }

    /** @param urls empty to go back to the addresses of the document, or to the simulation */
    record Instances(
            @NotNull(message = "The addresses are missing. Nothing was changed. Send {\"urls\": [\"http://…\"]}.")
            List<String> urls) {}

    @Operation(operationId = "listServices", summary = "What routes may call")
    @GetMapping
    List<ServiceView> list() {
        return desk.all().stream().map(one -> ServiceView.of(one, desk)).toList();
    }

    @Operation(
            operationId = "getService",
            summary = "One service with its operations, and its instances with their state and figures")
    @GetMapping("/{name}")
    ServiceView one(@PathVariable String name) {
        return ServiceView.of(desk.get(name), desk, figures.service(name).orElse(null));
    }

    @Operation(
            operationId = "registerService",
            summary = "Register or replace a service by its OpenAPI 3 document, a Kamelet of one call, or by hand")
    @ApiResponse(responseCode = "200", description = "Replaced.", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "201", description = "Registered.", useReturnTypeSchema = true)
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
        var view = ServiceView.of(registration.registered(), desk);
        return registration.created()
                ? ResponseEntity.created(URI.create("/api/services/" + view.name()))
                        .body(view)
                : ResponseEntity.ok(view);
    }

    @Operation(
            operationId = "getContract",
            summary = "How live replies of a service compare with its document, by operation")
    @GetMapping("/{name}/contract")
    ContractView contract(@PathVariable String name) {
        return new ContractView(name, desk.contract(name));
    }

    /** @param operations those that were answered at least once; never holds a value of a reply */
    record ContractView(String service, List<Report> operations) {}

    @Operation(operationId = "removeService", summary = "Remove a service no live integration calls")
    @ApiResponse(responseCode = "204", description = "It is gone.")
    @DeleteMapping("/{name}")
    ResponseEntity<Void> remove(@PathVariable String name) {
        desk.remove(name);
        return ResponseEntity.noContent().build();
    }

    @Operation(operationId = "setInstances", summary = "Say where its instances are")
    @PutMapping("/{name}/instances")
    ServiceView instances(@PathVariable String name, @Valid @RequestBody Instances instances) {
        return ServiceView.of(desk.setInstances(name, instances.urls()), desk);
    }

    @Operation(
            operationId = "setMediation",
            summary =
                    "Change how its calls are made: times, retries, breaker, balancing, limits, kept replies, fallbacks")
    @PutMapping("/{name}/mediation")
    ServiceView mediation(@PathVariable String name, @RequestBody MediationChange change) {
        return ServiceView.of(desk.setMediation(name, change::applyTo), desk);
    }
}
