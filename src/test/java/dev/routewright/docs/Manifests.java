package dev.routewright.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/**
 * Reads resources of Kubernetes and says what a cluster would say of their structure. Two descriptions of the API are asked:
 * one knows which fields there are and which must be, the other of what type each is.
 */
final class Manifests {
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                /** The classes would keep what they do not know. */
                @Override
                public Boolean hasAnySetter(Annotated any) {
                    return false;
                }
            })
            .build();

    private Manifests() {}

    record Resource(Path file, JsonNode content) {
        String kind() {
            return content.path("kind").asText();
        }

        String name() {
            return content.at("/metadata/name").asText();
        }
    }

    static List<Resource> in(Path file) throws IOException {
        return read(file, Files.readString(file));
    }

    static List<Resource> read(Path file, String text) {
        var all = new ArrayList<Resource>();
        for (var document : new Yaml().loadAll(text))
            if (document instanceof Map<?, ?>) all.add(new Resource(file, STRICT.valueToTree(document)));
        return all;
    }

    /** Empty when a cluster could take it. */
    static List<String> mistakes(Resource resource) {
        var found = new ArrayList<String>();
        try {
            if (resource.kind().equals("ServiceMonitor")) {
                STRICT.treeToValue(resource.content(), ServiceMonitor.class);
                return found;
            }
            var version = resource.content().path("apiVersion").asText();
            fields(version, resource);
            STRICT.treeToValue(resource.content(), typed(version, resource.kind()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            found.add("%s %s: %s".formatted(resource.kind(), resource.name(), e.getMessage()));
        } catch (ReflectiveOperationException e) {
            found.add("%s: no kind a cluster knows".formatted(resource.kind()));
        }
        return found;
    }

    private static void fields(String version, Resource resource) throws ReflectiveOperationException {
        var word = version.substring(version.indexOf('/') + 1);
        var name = Character.toUpperCase(word.charAt(0)) + word.substring(1) + resource.kind();
        var check = Class.forName("io.kubernetes.client.openapi.models." + name)
                .getMethod("validateJsonElement", JsonElement.class);
        try {
            check.invoke(null, JsonParser.parseString(resource.content().toString()));
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause().getMessage(), e);
        }
    }

    /** Of groups that have one version the package does not name it. */
    private static Class<?> typed(String version, String kind) throws ClassNotFoundException {
        var group = version.contains("/") ? version.replaceAll("[./].*", "") + "." : "";
        try {
            return Class.forName("io.fabric8.kubernetes.api.model." + group + kind);
        } catch (ClassNotFoundException several) {
            return Class.forName("io.fabric8.kubernetes.api.model." + group
                    + version.substring(version.indexOf('/') + 1) + "." + kind);
        }
    }
}
