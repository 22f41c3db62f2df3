package dev.routewright.offenders.rehearsal;

import dev.routewright.offenders.inspection.InspectionThatKnowsDrafting;

/** Breaks: drafting, inspection and rehearsal do not know each other. */
public record RehearsalThatKnowsInspection(InspectionThatKnowsDrafting inspection) {}
