package dev.routewright.route;

import java.time.Duration;
import java.util.List;

/** What starts an integration. */
public sealed interface Trigger {

    List<Integer> clauses();

    /** @param path absolute path on the ingress, such as {@code /orders} */
    record Http(List<Integer> clauses, String method, String path) implements Trigger {}

    record Timer(List<Integer> clauses, Duration every) implements Trigger {}

    /** @param cron Quartz expression with seconds, such as {@code 0 0 8 * * ?} */
    record Cron(List<Integer> clauses, String cron) implements Trigger {}

    /**
     * @param folder below the shared data folder, such as {@code in/prices}
     * @param suffix file name ending such as {@code .csv}, empty for every file
     */
    record Folder(List<Integer> clauses, String folder, String suffix) implements Trigger {}

    record Topic(List<Integer> clauses, String topic) implements Trigger {}
}
