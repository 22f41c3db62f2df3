package dev.routewright.cli;

/**
 * One line of the doctor.
 *
 * @param state {@code ok}, {@code warn} or {@code fail}
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
        return new Checkup(what, "fail", found, remedy);
    }

    boolean isFailure() {
        return state.equals("fail");
    }
}
