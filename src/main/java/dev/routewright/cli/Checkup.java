package dev.routewright.cli;

/**
 * One line of the doctor.
 *
 * @param state {@code ok}, {@code warn}, {@code failed} or {@code not set up}
 * @param remedy what to do, empty when there is nothing to do
 */
record Checkup(String what, String state, String found, String remedy) {
    static Checkup ok(String what, String found) {
        return new Checkup(what, "ok", found, "");
    }

    static Checkup warn(String what, String found, String remedy) {
        return new Checkup(what, "warn", found, remedy);
    }

    static Checkup fail(String what, String found, String remedy) {
        return new Checkup(what, "failed", found, remedy);
    }

    /** Nothing says that it is wanted. */
    static Checkup absent(String what, String found, String remedy) {
        return new Checkup(what, "not set up", found, remedy);
    }

    boolean isFailure() {
        return state.equals("failed");
    }
}
