package dev.routewright.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;

/** A version as the API shows it; {@code status} is its own, or what happened instead of one. */
record Version(String status, JsonNode json, URI place) {
    boolean live() {
        return status.equals("live");
    }

    /** Why it is not live, in the product's own words. */
    String why() {
        var words = new ArrayList<String>();
        json.path("questions").forEach(q -> words.add("asks: " + q.path("text").asText()));
        json.path("findings")
                .forEach(f -> words.add("finds: " + f.path("problem").asText()));
        if (words.isEmpty())
            words.add(json.path("detail").asText(json.path("rehearsal").toString()));
        return String.join(" | ", words);
    }
}
