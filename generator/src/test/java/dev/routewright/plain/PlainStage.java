package dev.routewright.plain;

import dev.routewright.rehearsal.Stage;
import dev.routewright.route.Draft;
import dev.routewright.route.Grant;

/** Opens drafts in plain Camel contexts. */
public final class PlainStage implements Stage {

    @Override
    public Performance open(Draft draft, Grant grant, Outside outside) {
        try {
            return new PlainCell(draft.yaml(), outside);
        } catch (Exception e) {
            throw new IllegalArgumentException("The route cannot be loaded: " + e.getMessage(), e);
        }
    }
}
