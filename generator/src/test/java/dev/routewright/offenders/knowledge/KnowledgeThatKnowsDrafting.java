package dev.routewright.offenders.knowledge;

import dev.routewright.drafting.Drafter;

/** Breaks: arrows point one way. */
public record KnowledgeThatKnowsDrafting(Drafter drafter) {}
