package dev.routewright.export;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an integration can be exported for. */
public enum Target {
    CAMEL_K("camel-k"),
    CAMEL_MAIN("camel-main"),
    SPRING_BOOT("spring-boot");

    private final String code;

    Target(String code) {
        this.code = code;
    }

    /** As people write it. */
    public String code() {
        return code;
    }

    public static Optional<Target> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
    }

    /** All of them, for sentences. */
    public static String all() {
        return Arrays.stream(values()).map(Target::code).collect(Collectors.joining(", "));
    }
}
