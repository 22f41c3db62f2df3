package dev.routewright.web;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.services.Mediation;

/**
 * What shall be different, a part of {@link Mediation}. What is missing stays, null takes a group away. Times are written
 * {@code 500ms}, {@code 5s} or {@code PT5S}.
 */
record MediationChange(JsonNode change) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    MediationChange {}

    Mediation applyTo(Mediation now) {
        return now.changed(change);
    }
}
