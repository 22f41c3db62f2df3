package dev.routewright.cell;

import java.util.concurrent.ConcurrentHashMap;

/** The files being read right now, in any cell. */
final class FilesInProgress extends LastingKeys {
    FilesInProgress() {
        super(ConcurrentHashMap.newKeySet());
    }
}
