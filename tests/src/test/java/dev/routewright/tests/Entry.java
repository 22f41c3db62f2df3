package dev.routewright.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.regex.Pattern;

/** How a live version is started, read from its route. */
record Entry(String uri, JsonNode parameters) {
    private static final Pattern LENGTH = Pattern.compile("(\\d+)(ms|s|m|h|)");
    private static final Pattern CRON = Pattern.compile("0/(\\d+) .*|0 (?:0|\\*)/(\\d+) .*");

    static Entry of(Version version) {
        var from = Documents.yaml(version.json().path("yaml").asText()).at("/0/route/from");
        return new Entry(from.path("uri").asText(), from.path("parameters"));
    }

    String method() {
        return parameters.path("httpMethodRestrict").asText("POST").split(",")[0];
    }

    String path() {
        return uri.replaceFirst("^platform-http:(//)?", "").replaceFirst("\\?.*", "");
    }

    /** The time between two runs of a timer, zero when the route says none that a test can read. */
    Duration period() {
        var cron = CRON.matcher(parameters.path("cron").asText(""));
        if (cron.matches())
            return cron.group(1) != null
                    ? Duration.ofSeconds(Long.parseLong(cron.group(1)))
                    : Duration.ofMinutes(Long.parseLong(cron.group(2)));
        var length = LENGTH.matcher(parameters.path("period").asText(uri.replaceFirst(".*[?&]period=(\\w+).*", "$1")));
        if (!length.matches()) return Duration.ZERO;
        long number = Long.parseLong(length.group(1));
        return switch (length.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofMillis(number);
        };
    }
}
