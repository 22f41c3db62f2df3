package dev.routewright.services.contract;

import java.time.Instant;

/**
 * One way in which replies differ from the document.
 *
 * @param path into the reply, such as {@code lines[].sku}; names are those of the document
 * @param expected what the document promises there
 * @param seen what was there instead: a type, never a value
 * @param count of the replies that were looked at
 */
public record Drift(String path, String expected, String seen, long count, Instant first, Instant last) {}
