package dev.routewright.inspection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names after {@code body.} that Camel would call as methods instead of reading as fields, taken from the types a body
 * usually has.
 */
public final class Getters {
    private static final Pattern SPOKEN = Pattern.compile("(?:get|set|is|to|as|add|remove)[A-Z_].*");
    private static final Set<String> METHODS = Stream.of(
                    Object.class,
                    String.class,
                    LinkedHashMap.class,
                    ArrayList.class,
                    InputStream.class,
                    Reader.class,
                    File.class,
                    Number.class,
                    ObjectNode.class,
                    ArrayNode.class)
            .flatMap(type -> Arrays.stream(type.getMethods()))
            .map(Method::getName)
            .collect(Collectors.toUnmodifiableSet());

    private Getters() {}

    public static boolean isMethod(String name) {
        return METHODS.contains(name) || SPOKEN.matcher(name).matches();
    }

    public static boolean isClass(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("class") || lower.equals("getclass") || lower.equals("classloader");
    }
}
