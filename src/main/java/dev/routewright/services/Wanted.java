package dev.routewright.services;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.services.CallCredentials.Caller;
import dev.routewright.services.CallCredentials.Sent;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A call somebody wants made.
 *
 * @param input the operation's inputs by name; null when it has none
 * @param id unlike that of any other call
 * @param onSend told before the first attempt leaves
 * @param outcome told once
 * @param fallsBack whether something may stand in for the reply; false for a call that stands in itself
 */
record Wanted(
        Caller caller,
        Line line,
        @Nullable JsonNode input,
        Asked asked,
        List<Sent> credentials,
        String id,
        Runnable onSend,
        BiConsumer<@Nullable JsonNode, @Nullable ServiceFailure> outcome,
        boolean fallsBack) {}
