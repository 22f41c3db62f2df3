package dev.routewright.route;

/** Where a version is on its way; {@link #code()} is the spelling of the API. */
public enum Status {
    DRAFTING,
    NEEDS_ANSWERS,
    REJECTED,
    REHEARSING,
    AWAITING_APPROVAL,
    LIVE,
    RETIRED,
    FAILED;

    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
