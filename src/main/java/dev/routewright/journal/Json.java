package dev.routewright.journal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.routewright.route.Condition;
import dev.routewright.route.Finding;
import dev.routewright.route.Lang;
import dev.routewright.route.Operation;
import dev.routewright.route.Schema;
import dev.routewright.route.Severity;
import dev.routewright.route.Status;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import dev.routewright.route.Value;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The one JSON shape of the shared words: in the store, over REST, on the command line. The words themselves know
 * nothing of JSON, so what it needs is mixed in here; a sealed type tells its cases apart by {@code kind}.
 */
public final class Json {

    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .addMixIn(Trigger.class, TriggerKinds.class)
            .addMixIn(Step.class, StepKinds.class)
            .addMixIn(Value.class, ValueKinds.class)
            .addMixIn(Condition.class, ConditionKinds.class)
            .addMixIn(Finding.class, FindingShape.class)
            .addMixIn(Schema.class, SchemaShape.class)
            .addMixIn(Operation.class, OperationShape.class)
            .addMixIn(Condition.Operator.class, Kebab.class)
            .addMixIn(Operation.In.class, Kebab.class)
            .addMixIn(Lang.class, Kebab.class)
            .addMixIn(Severity.class, Kebab.class)
            .addMixIn(Status.class, Kebab.class)
            .addMixIn(Step.Balancing.class, Kebab.class)
            .build();

    private Json() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("%s cannot be written as JSON.".formatted(value.getClass()), e);
        }
    }

    static <T> T read(String json, Class<T> type) {
        return read(json, MAPPER.constructType(type).getTypeName(), MAPPER.constructType(type));
    }

    static <T> T read(String json, TypeReference<T> type) {
        var constructed = MAPPER.constructType(type);
        return read(json, constructed.getTypeName(), constructed);
    }

    static <T> @Nullable T readOrNull(@Nullable String json, Class<T> type) {
        return json == null ? null : read(json, type);
    }

    private static <T> T read(String json, String name, com.fasterxml.jackson.databind.JavaType type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new StoreUnavailable(
                    ("The store holds a %s this version of Routewright cannot read. Nothing was changed. Start the "
                                    + "version that wrote it, or restore a backup.")
                            .formatted(name),
                    e);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @Type(value = Trigger.Http.class, name = "http"),
        @Type(value = Trigger.Timer.class, name = "timer"),
        @Type(value = Trigger.Cron.class, name = "cron"),
        @Type(value = Trigger.Folder.class, name = "folder"),
        @Type(value = Trigger.Topic.class, name = "topic")
    })
    private interface TriggerKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @Type(value = Step.Call.class, name = "call"),
        @Type(value = Step.Undo.class, name = "undo"),
        @Type(value = Step.Choice.class, name = "choice"),
        @Type(value = Step.Parallel.class, name = "parallel"),
        @Type(value = Step.ForEach.class, name = "for-each"),
        @Type(value = Step.Reply.class, name = "reply"),
        @Type(value = Step.WriteFile.class, name = "write-file"),
        @Type(value = Step.Publish.class, name = "publish"),
        @Type(value = Step.Wait.class, name = "wait"),
        @Type(value = Step.Log.class, name = "log"),
        @Type(value = Step.Task.class, name = "task")
    })
    private interface StepKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @Type(value = Value.Field.class, name = "field"),
        @Type(value = Value.Literal.class, name = "literal"),
        @Type(value = Value.Text.class, name = "text"),
        @Type(value = Value.Fields.class, name = "fields")
    })
    private interface ValueKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @Type(value = Condition.Compare.class, name = "compare"),
        @Type(value = Condition.All.class, name = "all"),
        @Type(value = Condition.Any.class, name = "any"),
        @Type(value = Condition.Not.class, name = "not")
    })
    private interface ConditionKinds {}

    /** The names are kept over a restart, so they are not left to the spelling of the constants. */
    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    private interface Kebab {}

    private interface FindingShape {
        @JsonIgnore
        boolean isError();
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private interface SchemaShape {
        @JsonIgnore
        boolean isNumeric();

        /** Sets that were copied come in another order in every process; what is the same must read the same. */
        @JsonSerialize(converter = Sorted.class)
        Set<String> required();
    }

    private static final class Sorted extends StdConverter<Set<String>, SortedSet<String>> {
        @Override
        public SortedSet<String> convert(Set<String> set) {
            return new TreeSet<>(set);
        }
    }

    private interface OperationShape {
        @JsonIgnore
        boolean isSafe();
    }
}
