package dev.routewright.drafting.model;

/** Whether an endpoint is told the shape of the answer in its own terms. */
public enum StructuredOutput {
    /** Told until the endpoint refuses it; from then on, as long as the process lives, asked without. */
    AUTO,
    ON,
    OFF
}
