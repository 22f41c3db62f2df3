package dev.routewright.offenders.inspection;

import dev.langchain4j.standin.ModelStandIn;

/** Breaks: only drafting talks to a model. */
public final class InspectionThatAsksAModel {
    private InspectionThatAsksAModel() {}

    static void ask() {
        ModelStandIn.use();
    }
}
