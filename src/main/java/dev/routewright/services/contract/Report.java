package dev.routewright.services.contract;

import java.util.List;

/**
 * What is known about one operation.
 *
 * @param replies 2xx replies since the service was registered or the runtime started
 * @param looked how many of them were compared
 */
public record Report(String operation, long replies, long looked, List<Drift> drifts) {
    public Report {
        drifts = List.copyOf(drifts);
    }
}
