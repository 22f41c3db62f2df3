package dev.routewright.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Optional;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code /v3/api-docs} says beside the calls themselves. Every call can be declined, so every call says so. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    private static final String PROBLEM = "Problem";

    @Bean
    OpenAPI description() {
        var version = Optional.ofNullable(ApiDescription.class.getPackage().getImplementationVersion());
        return new OpenAPI()
                .info(new Info()
                        .title("Routewright")
                        .version(version.orElse("development"))
                        .description("The control plane: descriptions become versions of integrations, which are "
                                + "inspected, rehearsed and approved before they run. Integrations themselves answer on "
                                + "another port. Whatever is declined is an RFC 9457 problem whose detail says what "
                                + "happened, what still holds and what to do."))
                .servers(List.of(new Server().url("/")));
    }

    @Bean
    OpenApiCustomizer declinedCalls() {
        return api -> {
            // Here, because a schema no controller mentions is swept away before.
            api.getComponents().addSchemas(PROBLEM, problem());
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation -> operation
                            .getResponses()
                            .addApiResponse("4XX", declined("Declined: the request cannot be taken as it is."))
                            .addApiResponse("5XX", declined("The store or Routewright itself did not do its part.")));
        };
    }

    private static ApiResponse declined(String description) {
        var content = new Content()
                .addMediaType(
                        "application/problem+json",
                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)));
        return new ApiResponse().description(description).content(content);
    }

    private static Schema<?> problem() {
        var problem = new ObjectSchema();
        problem.setDescription("RFC 9457");
        problem.addProperty("type", new StringSchema());
        problem.addProperty("title", new StringSchema());
        problem.addProperty("status", new IntegerSchema());
        problem.addProperty("detail", new StringSchema().description("what happened, what still holds, what to do"));
        problem.addProperty("instance", new StringSchema());
        problem.setRequired(List.of("title", "status", "detail"));
        return problem;
    }
}
