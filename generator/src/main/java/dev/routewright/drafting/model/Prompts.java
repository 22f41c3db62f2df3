package dev.routewright.drafting.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The words a model is instructed with: resource files, the same for every integration and every run, so that providers
 * can cache them.
 */
final class Prompts {
    static final String PLAN = read("plan.md");
    static final String CHANGE = read("change.md");
    static final String ROUTE = read("route.md");
    static final String REPAIR = read("repair.md");
    static final String EXAMPLES = read("examples.md");
    static final String EDIT = read("edit.md");
    static final Model.Shape PLAN_SHAPE =
            new Model.Shape("plan", read("plan.schema.json").strip());

    /** Changes with every letter of them. */
    static final String VERSION = version(PLAN, CHANGE, ROUTE, REPAIR, EXAMPLES, EDIT, PLAN_SHAPE.jsonSchema());

    private Prompts() {}

    private static String version(String... all) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            for (var one : all) hash.update(one.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("[prompts] This JVM has no SHA-256. Nothing was drafted. Use another.", e);
        }
    }

    private static String read(String name) {
        try (var in = Prompts.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("The prompt %s is not in the jar.".formatted(name));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The prompt %s cannot be read.".formatted(name), unreadable);
        }
    }
}
