package dev.routewright.offenders.drafting;

import dev.routewright.rehearsal.Stage;

/** Breaks: drafting, inspection and rehearsal do not know each other. */
public record DraftingThatKnowsRehearsal(Stage stage) {}
