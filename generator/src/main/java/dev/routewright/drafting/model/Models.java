package dev.routewright.drafting.model;

/** Opens models. */
public final class Models {
    private Models() {}

    /** Opens without asking: whether the endpoint answers shows with the first question, or with {@link ModelCheck}. */
    public static Model open(ModelSettings settings) {
        return new Endpoint(settings);
    }
}
