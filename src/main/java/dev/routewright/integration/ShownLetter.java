package dev.routewright.integration;

import dev.routewright.journal.DeadLetterStore.DeadLetter;
import java.util.Map;

/** A kept message as people see it, without the values that are masked. */
public record ShownLetter(DeadLetter letter, Map<String, String> headers, ShownBody body) {}
