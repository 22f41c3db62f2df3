package dev.routewright.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An outbox that lasts as long as this object: for rehearsals. Several processes may come after each other on one of
 * them.
 */
public final class PassingOutbox implements OutboxStore {
    private final Map<String, Waiting> calls;
    private final Map<String, Begun> sagas;
    private final Consumer<String> letGo;
    private final Runnable check;

    /** @param letGo told of messages that are held no longer */
    public PassingOutbox(Consumer<String> letGo) {
        this(new LinkedHashMap<>(), new LinkedHashMap<>(), letGo, () -> {});
    }

    private PassingOutbox(
            Map<String, Waiting> calls, Map<String, Begun> sagas, Consumer<String> letGo, Runnable check) {
        this.calls = calls;
        this.sagas = sagas;
        this.letGo = letGo;
        this.check = check;
    }

    /** The same outbox, as one process sees it. @param check throws when the process may change nothing any more */
    public PassingOutbox of(Runnable check) {
        return new PassingOutbox(calls, sagas, letGo, check);
    }

    /** As if nothing had ever been in it. */
    public void clear() {
        synchronized (calls) {
            calls.clear();
            sagas.clear();
        }
    }

    private interface Work<T> {
        T done();
    }

    private <T> T whole(Work<T> work) {
        check.run();
        synchronized (calls) {
            return work.done();
        }
    }

    private void change(Runnable work) {
        whole(() -> {
            work.run();
            return true;
        });
    }

    @Override
    public void open(Begun begun, Call undo) {
        change(() -> {
            sagas.put(begun.id(), begun);
            add(undo, begun.id(), true, true);
        });
    }

    @Override
    public void note(String saga, Call undo) {
        change(() -> {
            var begun = sagas.get(saga);
            add(undo, saga, true, begun != null && !begun.undoing());
        });
    }

    private void add(Call call, @Nullable String saga, boolean undoes, boolean noted) {
        var now = Instant.now();
        calls.put(call.id(), new Waiting(call, saga, undoes, noted, 0, now, now, null));
    }

    @Override
    public void doing(String saga, String operation) {
        change(() -> sagas.computeIfPresent(
                saga,
                (id, b) -> new Begun(
                        b.id(),
                        b.integration(),
                        b.version(),
                        b.exchangeId(),
                        b.letter(),
                        operation,
                        b.undoing(),
                        b.cause(),
                        b.undone(),
                        b.givenUp())));
    }

    @Override
    public void ended(String saga) {
        change(() -> {
            var begun = sagas.remove(saga);
            calls.values().removeIf(one -> saga.equals(one.saga()) && one.noted());
            calls.replaceAll((id, one) -> saga.equals(one.saga()) ? with(one, null, false) : one);
            if (begun != null && begun.letter() != null) letGo.accept(begun.letter());
        });
    }

    private static Waiting with(Waiting one, @Nullable String saga, boolean noted) {
        return new Waiting(
                one.call(), saga, one.undoes(), noted, one.attempts(), one.accepted(), one.nextTry(), one.lastError());
    }

    @Override
    public void undo(String saga, @Nullable String letter, String cause) {
        change(() -> {
            var b = sagas.get(saga);
            if (b == null) return;
            sagas.put(saga, failed(b, letter, cause, b.undone(), b.givenUp()));
            calls.replaceAll((id, one) -> saga.equals(one.saga()) ? with(one, saga, false) : one);
            if (b.letter() != null && !b.letter().equals(letter)) letGo.accept(b.letter());
        });
    }

    private static Begun failed(
            Begun b, @Nullable String letter, String cause, List<String> undone, List<String> givenUp) {
        return new Begun(
                b.id(), b.integration(), b.version(), b.exchangeId(), letter, b.doing(), true, cause, undone, givenUp);
    }

    @Override
    public Optional<Begun> saga(String id) {
        return whole(() -> Optional.ofNullable(sagas.get(id)));
    }

    @Override
    public List<Begun> sagas() {
        return whole(() -> List.copyOf(sagas.values()));
    }

    @Override
    public boolean isUndoing(String letter) {
        return whole(() -> sagas.values().stream().anyMatch(one -> one.undoing() && letter.equals(one.letter())));
    }

    @Override
    public List<Waiting> of(String saga) {
        return whole(() -> {
            var all = new ArrayList<>(calls.values().stream()
                    .filter(one -> saga.equals(one.saga()))
                    .toList());
            Collections.reverse(all);
            return all;
        });
    }

    @Override
    public void accept(Call call) {
        change(() -> add(call, null, false, false));
    }

    @Override
    public List<Waiting> due(Instant now, int most) {
        return whole(() -> waitingCalls()
                .filter(one -> !one.nextTry().isAfter(now))
                .sorted(Comparator.comparing(Waiting::nextTry))
                .limit(most)
                .toList());
    }

    private java.util.stream.Stream<Waiting> waitingCalls() {
        return calls.values().stream().filter(one -> !one.noted());
    }

    @Override
    public Optional<Instant> nextDue() {
        return whole(() -> waitingCalls().map(Waiting::nextTry).min(Comparator.naturalOrder()));
    }

    @Override
    public void done(Waiting made) {
        change(() -> {
            calls.remove(made.call().id());
            if (made.saga() != null)
                sagas.computeIfPresent(
                        made.saga(),
                        (id, b) -> told(b, plus(b.undone(), made.call().key()), b.givenUp()));
        });
    }

    @Override
    public void givenUp(Waiting lost, String where) {
        change(() -> {
            calls.remove(lost.call().id());
            var what = "%s (kept as %s)".formatted(lost.call().key(), where);
            if (lost.saga() != null)
                sagas.computeIfPresent(lost.saga(), (id, b) -> told(b, b.undone(), plus(b.givenUp(), what)));
        });
    }

    private static Begun told(Begun b, List<String> undone, List<String> givenUp) {
        return new Begun(
                b.id(),
                b.integration(),
                b.version(),
                b.exchangeId(),
                b.letter(),
                b.doing(),
                b.undoing(),
                b.cause(),
                undone,
                givenUp);
    }

    private static List<String> plus(List<String> list, String more) {
        var all = new ArrayList<>(list);
        all.add(more);
        return all;
    }

    @Override
    public void later(Waiting failed, Instant nextTry, String error) {
        change(() -> calls.computeIfPresent(
                failed.call().id(),
                (id, one) -> new Waiting(
                        one.call(),
                        one.saga(),
                        one.undoes(),
                        false,
                        one.attempts() + 1,
                        one.accepted(),
                        nextTry,
                        error)));
    }

    @Override
    public void forget(String saga) {
        change(() -> sagas.remove(saga));
    }

    @Override
    public List<Waiting> list(String integration, int most) {
        return whole(() -> waitingCalls()
                .filter(one -> one.call().integration().equals(integration))
                .limit(most)
                .toList());
    }

    @Override
    public Optional<Waiting> find(String integration, String id) {
        return whole(() -> Optional.ofNullable(calls.get(id))
                .filter(one -> !one.noted() && one.call().integration().equals(integration)));
    }

    @Override
    public boolean retry(String integration, String id, Instant now) {
        return whole(() -> {
            var there = find(integration, id);
            there.ifPresent(one -> calls.put(
                    id,
                    new Waiting(
                            one.call(),
                            one.saga(),
                            one.undoes(),
                            false,
                            one.attempts(),
                            one.accepted(),
                            now,
                            one.lastError())));
            return there.isPresent();
        });
    }

    @Override
    public boolean delete(String integration, String id) {
        return whole(() -> find(integration, id).isPresent() && calls.remove(id) != null);
    }

    @Override
    public Map<String, Long> waiting() {
        return whole(() -> {
            var counts = new TreeMap<String, Long>();
            waitingCalls().forEach(one -> counts.merge(one.call().integration(), 1L, Long::sum));
            return counts;
        });
    }
}
