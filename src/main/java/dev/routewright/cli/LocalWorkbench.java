package dev.routewright.cli;

import java.nio.file.Path;

/** The local tools, from the services described in a folder. */
final class LocalWorkbench {
    private LocalWorkbench() {}

    static Workbench open(Path kamelets) {
        throw new Complaint(Exit.REFUSED, "Drafting, checking and rehearsing are not built yet.");
    }
}
