package dev.routewright.knowledge;

import dev.routewright.knowledge.Operations.LeftOut;
import dev.routewright.knowledge.Schemas.Use;
import dev.routewright.route.Operation.Reply;
import dev.routewright.route.Schema;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The documented replies of an operation with their examples. */
final class Replies {
    private final Components components;
    private final Schemas schemas;
    private final PlainValues examples;

    Replies(Components components, Schemas schemas, PlainValues examples) {
        this.components = components;
        this.schemas = schemas;
        this.examples = examples;
    }

    List<Reply> read(@Nullable ApiResponses given) {
        if (given == null) return List.of();
        var replies = new ArrayList<Reply>();
        var seen = new HashSet<Integer>();
        given.forEach((code, response) -> {
            int status = status(code, given.keySet().size() == 1);
            if (status > 0 && seen.add(status)) replies.add(reply(status, components.response(response)));
        });
        replies.sort(Comparator.comparing(reply -> reply.status() / 100 != 2));
        return replies;
    }

    /** The examples of every reply by name, 2xx first. */
    List<Shown> shown(@Nullable ApiResponses given) {
        if (given == null) return List.of();
        var shown = new ArrayList<Shown>();
        given.forEach((code, reference) -> {
            int status = status(code, given.keySet().size() == 1);
            if (status == 0) return;
            var content = components.response(reference).getContent();
            if (content == null) return;
            MediaTypes.readable(content).ifPresent(media -> named(media.getExamples())
                    .forEach((name, value) -> shown.add(new Shown(status, name, value))));
        });
        shown.sort(Comparator.comparing(one -> one.status() / 100 != 2));
        return shown;
    }

    /** An example of a reply. */
    record Shown(int status, String name, Object value) {}

    /** {@code 2XX} stands for its first status; {@code default} counts as success when it is all there is. */
    private static int status(String code, boolean only) {
        if (code.matches("[1-5][0-9]{2}")) return Integer.parseInt(code);
        if (code.matches("[1-5][xX]{2}")) return (code.charAt(0) - '0') * 100;
        return only && code.equals("default") ? 200 : 0;
    }

    private Reply reply(int status, ApiResponse response) {
        Content content = response.getContent();
        String description = Texts.line(response.getDescription(), 500);
        if (content == null || content.isEmpty()) return new Reply(status, description, Schema.ANY, null);
        MediaType media = MediaTypes.readable(content).orElse(null);
        if (media == null) {
            if (status / 100 == 2)
                throw new LeftOut("it answers with %s, and only JSON can be read".formatted(MediaTypes.named(content)));
            return new Reply(status, description, Schema.of("string"), null);
        }
        var schema = schemas.read(media.getSchema(), Use.REPLY);
        var given = example(media.getExample(), media.getExamples());
        var example = given == null ? schema.example() : given;
        return new Reply(status, description, Schemas.shown(schema, example), example);
    }

    /** Those of several examples that are in the document itself. */
    Map<String, Object> named(@Nullable Map<String, Example> several) {
        var named = new LinkedHashMap<String, Object>();
        if (several != null)
            several.forEach((name, each) -> {
                var value = components.example(each).getValue();
                var plain = value == null ? null : examples.plain(value);
                if (plain != null) named.put(name, plain);
            });
        return named;
    }

    /** The one example, or the first of several that is in the document itself. */
    @Nullable
    Object example(@Nullable Object one, @Nullable Map<String, Example> several) {
        if (one != null) return examples.plain(one);
        if (several == null) return null;
        for (var each : several.values()) {
            var value = components.example(each).getValue();
            if (value != null) return examples.plain(value);
        }
        return null;
    }
}
