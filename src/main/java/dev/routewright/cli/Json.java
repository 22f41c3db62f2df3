package dev.routewright.cli;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.routewright.route.Condition;
import dev.routewright.route.Lang;
import dev.routewright.route.Severity;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import dev.routewright.route.Value;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The shared words as JSON for machines: cases of a sealed type carry their name in {@code kind}. */
final class Json {
    private static final JsonMapper MAPPER = mapper();

    private Json() {}

    static void print(PrintWriter out, Object value) {
        out.println(write(MAPPER.writerWithDefaultPrettyPrinter(), value));
        out.flush();
    }

    static String text(Object value) {
        return write(MAPPER.writer(), value);
    }

    /** @throws JsonProcessingException when the text is not JSON */
    static JsonNode read(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    private static String write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A result cannot be written as JSON.", e);
        }
    }

    private static JsonMapper mapper() {
        var words = new SimpleModule()
                .addSerializer(Duration.class, ToStringSerializer.instance)
                .addSerializer(Severity.class, new Kebab<>())
                .addSerializer(Lang.class, new Kebab<>())
                .addSerializer(Condition.Operator.class, new Kebab<>());
        var builder = JsonMapper.builder()
                .addModules(new Jdk8Module(), words)
                // Records show their components; isError() and the like are not among them.
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE);
        for (var sealed : List.of(Trigger.class, Step.class, Condition.class, Value.class)) {
            builder.addMixIn(sealed, Kind.class);
            for (var type : sealed.getPermittedSubclasses()) builder.registerSubtypes(new NamedType(type, kebab(type)));
        }
        return builder.build();
    }

    private static String kebab(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    private interface Kind {}

    private static final class Kebab<T extends Enum<T>> extends JsonSerializer<T> {
        @Override
        public void serialize(T value, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeString(value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }
}
