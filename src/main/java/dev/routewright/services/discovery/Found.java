package dev.routewright.services.discovery;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What looking up one address has brought.
 *
 * @param source the address that is looked up
 * @param places where instances are; the last that were known when the lookup fails now
 * @param asked when it was looked up last
 * @param trouble why the last lookup failed, as a sentence; null when it did not
 */
public record Found(
        URI source,
        List<Place> places,
        Instant asked,
        @Nullable String trouble) {
    public Found {
        places = List.copyOf(places);
    }
}
