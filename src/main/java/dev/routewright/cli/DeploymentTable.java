package dev.routewright.cli;

import dev.routewright.deploy.Bundle;
import dev.routewright.deploy.Change;
import dev.routewright.deploy.Cluster;
import dev.routewright.deploy.Deployed;
import java.util.ArrayList;
import java.util.List;

/** What is deployed, beside what the store holds. */
final class DeploymentTable {
    private final Shell shell;
    private final ClusterOptions options;
    private final Client client;
    private final boolean json;

    DeploymentTable(Shell shell, ClusterOptions options, Client client, boolean json) {
        this.shell = shell;
        this.options = options;
        this.client = client;
        this.json = json;
    }

    /**
     * @param phase as Camel K calls it
     * @param drift in a few words, {@code none} when all is as it was exported
     * @param reason why it was not compared, empty when it was
     * @param changes what differs from the export of that version
     */
    record Row(
            String integration,
            String namespace,
            String version,
            String hash,
            String phase,
            boolean ready,
            String drift,
            String reason,
            List<Change> changes) {}

    int show(String name) {
        var rows = Deploying.in(shell, options, cluster -> rows(cluster, name));
        if (json) Json.print(shell.out(), rows);
        else if (rows.isEmpty()) shell.err().println("Nothing is deployed there. See routewright deploy --help.");
        else print(rows);
        return Exit.OK;
    }

    private List<Row> rows(Cluster cluster, String name) {
        var listing = cluster.deployments();
        return listing.all().stream()
                .filter(one -> name.isEmpty() || one.integration().equals(name))
                .map(one -> row(one, listing))
                .toList();
    }

    private Row row(Deployed one, Deployed.Listing listing) {
        var words = new ArrayList<String>();
        var reason = "";
        List<Change> changes = List.of();
        try {
            var stored = new StoredVersion(client, one.integration());
            var live =
                    client.get(Client.path("integrations", one.integration())).path("live");
            if (live.isInt() && !live.asText().equals(one.version())) words.add("version %s is live".formatted(live));
            if (!one.version().matches("[1-9][0-9]{0,8}")) words.add("its version is not known");
            else {
                var number = Integer.parseInt(one.version());
                var bundle = Bundle.read(one.integration(), number, stored.resources(number, one.how()));
                if (!bundle.hash().equals(one.hash())) words.add("another version %d".formatted(number));
                changes = listing.drift(bundle);
            }
            if (!changes.isEmpty()) words.add("changed by hand");
        } catch (Complaint | IllegalArgumentException unknown) {
            boolean away = unknown instanceof Complaint complaint && complaint.exit() == Exit.UNREACHABLE;
            words.add(away ? "not compared: no server" : "not compared");
            reason = String.valueOf(unknown.getMessage());
        }
        return new Row(
                one.integration(),
                one.namespace(),
                one.version(),
                one.hash(),
                one.phase().isEmpty() ? "not seen" : one.phase(),
                one.ready(),
                words.isEmpty() ? "none" : String.join(", ", words),
                reason,
                changes);
    }

    private void print(List<Row> rows) {
        Terminal.table(
                shell.out(),
                List.of("NAME", "NAMESPACE", "VERSION", "HASH", "PHASE", "READY", "DRIFT"),
                rows.stream()
                        .map(row -> List.of(
                                row.integration(),
                                row.namespace(),
                                row.version(),
                                row.hash(),
                                row.phase(),
                                row.ready() ? "yes" : "no",
                                row.drift()))
                        .toList());
        for (var row : rows) {
            if (!row.reason().isEmpty())
                shell.out().println(Terminal.clean("%s: %s".formatted(row.integration(), row.reason())));
            for (var change : row.changes()) {
                var missing = change.state() == Change.State.REMOVED ? " is not there" : "";
                shell.out()
                        .println(Terminal.clean("%s: %s%s".formatted(row.integration(), change.resource(), missing)));
                for (var difference : change.differences())
                    difference.lines().forEach(line -> shell.out().println("    " + Terminal.clean(line)));
            }
        }
        shell.out().flush();
    }
}
