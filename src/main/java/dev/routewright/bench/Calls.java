package dev.routewright.bench;

import java.util.ArrayList;
import java.util.List;

/** What the stubs of a case received since the behaviour began. */
final class Calls {
    private List<Call> calls = new ArrayList<>();

    synchronized void clear() {
        calls = new ArrayList<>();
    }

    synchronized void add(Call call) {
        calls.add(call);
    }

    synchronized List<Call> all() {
        return List.copyOf(calls);
    }
}
