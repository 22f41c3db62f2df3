package dev.routewright.camel;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.routewright.inspection.Permitted;
import dev.routewright.journal.Json;
import dev.routewright.route.Grant;
import dev.routewright.route.Service.Security;
import dev.routewright.services.Mediation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * What goes along with a route that leaves: all the runtime knows of it that its file does not say. Holds no secret and no
 * address of an instance; both are given where the route runs.
 *
 * @param integration its name, which is the name of its Camel context, its Kafka group and its rows in the store
 * @param version the number it had
 * @param hash of its route file ({@link #hash(String)}): one that was changed since is told in the log
 * @param grant what somebody approved that it may touch, enforced there as here
 * @param permitted the lists of the policy it was judged by
 * @param services those whose operations it calls, by name; built-in ones come with the library
 */
public record Manifest(
        String integration, int version, String hash, Grant grant, Permitted permitted, List<Offered> services) {
    /** Where it lies on the class path of an exported project. */
    public static final String PLACE = "routewright/integration.json";

    private static final ObjectMapper MAPPER = Json.MAPPER
            .copy()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            // What is not understood may forbid something, and what is missing may allow it.
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .registerModule(new SimpleModule("in order").addSerializer(new InOrder()));

    public Manifest {
        if (!integration.matches("[a-z][a-z0-9-]{0,62}"))
            throw new IllegalArgumentException(
                    "[manifest] “%s” is no name of an integration: lower-case letters, digits and dashes. Nothing was started; export it again."
                            .formatted(integration));
        if (version < 1) throw new IllegalArgumentException("[manifest] A version is 1 or more. Export it again.");
        services = services.stream().sorted(Comparator.comparing(Offered::name)).toList();
    }

    /**
     * A service as it was registered.
     *
     * @param document its OpenAPI text
     * @param mediation how calls to it are mediated, as set when the route left
     * @param credentials where what it is shown goes; the values are given where the route runs ({@link Setting#credential})
     */
    public record Offered(String name, String document, Mediation mediation, List<Security> credentials) {
        public Offered {
            credentials = List.copyOf(credentials);
        }
    }

    /** @throws IllegalArgumentException with a sentence when it is no manifest this version can read */
    public static Manifest read(InputStream in) throws IOException {
        try {
            var manifest = MAPPER.readValue(in.readAllBytes(), Manifest.class);
            if (manifest != null) return manifest;
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(sentence(), unreadable);
        }
        throw new IllegalArgumentException(sentence());
    }

    /** The first 24 hexadecimal digits of the SHA-256 of a route file. */
    public static String hash(String route) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(route.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }

    private static String sentence() {
        return "[manifest] It cannot be read by this version of the library. Nothing was started. Export the integration again, or use the library it was exported with.";
    }

    /** The same manifest gives the same bytes, in whatever process. */
    public byte[] bytes() {
        var lines = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        try {
            return (MAPPER.writer(printer).writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("[manifest] %s cannot be written.".formatted(integration), e);
        }
    }

    /** Sets that were copied come in another order in every process. */
    private static final class InOrder extends JsonSerializer<Set<?>> {
        @Override
        @SuppressWarnings("unchecked")
        public Class<Set<?>> handledType() {
            return (Class<Set<?>>) (Class<?>) Set.class;
        }

        @Override
        public void serialize(Set<?> set, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartArray();
            for (var value :
                    set.stream().sorted(Comparator.comparing(String::valueOf)).toList())
                provider.defaultSerializeValue(value, out);
            out.writeEndArray();
        }
    }
}
