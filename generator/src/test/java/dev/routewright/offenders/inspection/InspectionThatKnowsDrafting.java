package dev.routewright.offenders.inspection;

import dev.routewright.drafting.Drafter;

/** Breaks: drafting, inspection and rehearsal do not know each other. */
public record InspectionThatKnowsDrafting(Drafter drafter) {}
