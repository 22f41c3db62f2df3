package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** One family of what a behaviour has to show. */
interface Assertion {
    /** @param then everything the behaviour says, its placeholders filled in @return what does not hold */
    List<String> failures(JsonNode then, Scene scene);
}
