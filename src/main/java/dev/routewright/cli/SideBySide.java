package dev.routewright.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Examinations that run at the same time, each for as long as it may. What hangs is left behind. */
final class SideBySide {
    private final List<Running> all = new ArrayList<>();

    private record Running(Checkup late, Duration limit, long begun, FutureTask<Checkup> task) {}

    SideBySide add(String what, Duration limit, Supplier<Checkup> examination) {
        return add(
                Checkup.fail(
                        what,
                        "no result within %d s".formatted(limit.toSeconds()),
                        "look whether what it needs hangs, then run doctor again"),
                limit,
                examination);
    }

    /** @param late what is said when it takes too long */
    SideBySide add(Checkup late, Duration limit, Supplier<Checkup> examination) {
        var task = new FutureTask<>(examination::get);
        var thread = new Thread(task, "doctor: " + late.what());
        thread.setDaemon(true);
        all.add(new Running(late, limit, System.nanoTime(), task));
        thread.start();
        return this;
    }

    /** In the order in which they were begun. */
    List<Checkup> results() {
        return all.stream().map(SideBySide::result).toList();
    }

    private static Checkup result(Running one) {
        try {
            var left = one.limit().toNanos() - (System.nanoTime() - one.begun());
            return one.task().get(Math.max(left, 0), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            one.task().cancel(true);
            return one.late();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Complaint complaint) throw complaint;
            return Checkup.fail(
                    one.late().what(),
                    "the examination broke off (%s)"
                            .formatted(e.getCause().getClass().getSimpleName()),
                    "please report it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint(Exit.UNREACHABLE, "Interrupted.");
        }
    }
}
