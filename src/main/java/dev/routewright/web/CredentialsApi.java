package dev.routewright.web;

import dev.routewright.integration.ServiceCredentials;
import dev.routewright.route.Service.Security;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
@RequestMapping("/api/services/{name}/credentials")
class CredentialsApi {
    private final ServiceCredentials credentials;

    CredentialsApi(ServiceCredentials credentials) {
        this.credentials = credentials;
    }

    /** @param in header, query, bearer, basic, oauth2 or openid; what the service's document says when it is missing */
    record Setting(
            @Nullable String in,
            @Nullable String name,

            @NotNull(message = "The value is missing. Nothing was changed. Send {\"value\": \"…\"}.")
            String value) {
        @Override
        public String toString() {
            return "Setting[%s %s]".formatted(in, name);
        }
    }

    /** Never holds the value. */
    record View(
            String service,
            boolean set,
            @Nullable String in,
            @Nullable String name) {}

    @Operation(
            operationId = "getCredential",
            summary = "Where the runtime puts the credential of a service, if one is set")
    @GetMapping
    View get(@PathVariable String name) {
        return credentials.of(name).map(place -> view(name, place)).orElse(new View(name, false, null, null));
    }

    @Operation(
            operationId = "setCredential",
            summary = "Set what calls of a service carry; the value is never given out again")
    @PutMapping
    View set(@PathVariable String name, @Valid @RequestBody Setting setting) {
        return view(name, credentials.set(name, setting.in(), setting.name(), setting.value()));
    }

    @Operation(operationId = "removeCredential", summary = "Forget the credential of a service")
    @ApiResponse(responseCode = "204", description = "It is forgotten.")
    @DeleteMapping
    ResponseEntity<Void> remove(@PathVariable String name) {
        credentials.remove(name);
        return ResponseEntity.noContent().build();
    }

    private static View view(String name, Security place) {
        return new View(name, true, place.kind().name().toLowerCase(Locale.ROOT), place.name());
    }
}
