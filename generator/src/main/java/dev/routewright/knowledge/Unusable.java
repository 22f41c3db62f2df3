package dev.routewright.knowledge;

/** Why a service document cannot be registered, and what its author can do. Turned into one sentence at the door. */
final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    Unusable(String problem, String remedy) {
        super(problem, null, false, false);
        this.remedy = remedy;
    }

    String sentenceFor(String service) {
        return "[service %s] %s Nothing was registered. %s".formatted(Texts.line(service, 60), getMessage(), remedy);
    }
}
