package dev.routewright.cli;

import dev.routewright.deploy.Access;
import dev.routewright.deploy.Bundle;
import dev.routewright.deploy.Change;
import dev.routewright.deploy.Cluster;
import dev.routewright.deploy.ClusterTrouble;
import dev.routewright.deploy.Conflict;
import dev.routewright.deploy.Deployed;
import dev.routewright.deploy.Plan;
import dev.routewright.deploy.Rollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Works in a cluster for a command. Apart from the commands, so that no other one loads a Kubernetes client. */
final class Deploying {
    private final Shell shell;
    private final ClusterOptions options;
    private final boolean json;

    Deploying(Shell shell, ClusterOptions options, boolean json) {
        this.shell = shell;
        this.options = options;
        this.json = json;
    }

    /** What a machine reads of it. @param outcome {@code running}, {@code failed}, {@code late}, {@code refused} or {@code planned} */
    record Result(
            String integration,
            int version,
            String cluster,
            String namespace,
            String outcome,
            String cause,
            List<Change> changes,
            List<Conflict> conflicts) {}

    int deploy(
            StoredVersion stored,
            int version,
            SettingsToDeploy settings,
            Duration limit,
            boolean dryRun,
            boolean force) {
        settings.look();
        try {
            return in(cluster -> {
                var before = cluster.deployments().find(stored.name());
                var how = settings.over(before.map(Deployed::how).orElse(""), this::say);
                var bundle = bundle(stored, version, how, dryRun);
                return deploy(cluster, stored, bundle, limit, dryRun, force);
            });
        } catch (Complaint away) {
            if (!dryRun || away.exit() != Exit.UNREACHABLE) throw away;
            var bundle = bundle(stored, version, settings.over("", this::say), true);
            say(away.getMessage() + " So this is only what would be applied:");
            bundle.names().forEach(name -> shell.out().println("apply " + Terminal.clean(name)));
            return Exit.OK;
        }
    }

    private int deploy(
            Cluster cluster, StoredVersion stored, Bundle bundle, Duration limit, boolean dryRun, boolean force) {
        var plan = cluster.deployer().plan(bundle, force);
        if (!plan.conflicts().isEmpty()) return refused(cluster, plan);
        if (dryRun) return planned(cluster, plan);
        say("%s/%d to namespace %s of %s"
                .formatted(bundle.integration(), bundle.version(), cluster.namespace(), cluster.context()));
        var done = new ArrayList<>(apply(cluster, stored, plan));
        var outcome = await(cluster, stored, plan, limit);
        var runs = outcome.fold(one -> true, one -> false, one -> false);
        var word = outcome.fold(one -> "running", one -> "failed", one -> "late");
        var cause = outcome.fold(
                one -> "", one -> one.cause().sentence(), one -> one.cause().sentence());
        note(stored, bundle.version(), cluster, word, cause);
        if (runs) done.addAll(prune(cluster, plan));
        show(cluster, plan, word, cause, done);
        if (!cause.isEmpty()) say(after(outcome, limit) + " " + cause);
        return outcome.fold(one -> Exit.OK, one -> Exit.REFUSED, one -> Exit.UNREACHABLE);
    }

    private List<Change> apply(Cluster cluster, StoredVersion stored, Plan plan) {
        try {
            return cluster.deployer().apply(plan, this::say);
        } catch (ClusterTrouble trouble) {
            if (trouble.halfway()) note(stored, plan.bundle().version(), cluster, "failed", trouble.getMessage());
            throw trouble;
        }
    }

    /** Who may not look any more has applied it all the same. */
    private Rollout.Outcome await(Cluster cluster, StoredVersion stored, Plan plan, Duration limit) {
        try (var leaving = new Leaving(
                shell, "What was applied stays, and the cluster goes on with it. Look with routewright deployments.")) {
            return cluster.rollout(Rollout.Pace.STANDARD).await(plan, limit, this::say);
        } catch (ClusterTrouble trouble) {
            note(stored, plan.bundle().version(), cluster, "late", trouble.getMessage());
            say("All of it was applied; whether it runs could not be seen. Look with routewright deployments.");
            throw trouble;
        }
    }

    /** What runs runs, with or without what is left over of an older version. */
    private List<Change> prune(Cluster cluster, Plan plan) {
        try {
            return cluster.deployer().prune(plan, this::say);
        } catch (ClusterTrouble trouble) {
            say("It runs, and something of an older version is still there; deploy again to have it removed. "
                    + trouble.getMessage());
            return List.of();
        }
    }

    private static String after(Rollout.Outcome outcome, Duration limit) {
        return outcome.fold(
                one -> "",
                one -> "It does not run. What was applied stays; correct the cause and deploy again, or undeploy it.",
                one -> "It does not run yet after %d s; the cluster goes on with it. Look with routewright deployments."
                        .formatted(limit.toSeconds()));
    }

    private int refused(Cluster cluster, Plan plan) {
        if (json) show(cluster, plan, "refused", "", List.of());
        plan.conflicts().forEach(conflict -> say(conflict.sentence()));
        say("Nothing was changed. Agree with them, or overwrite it with --force-conflicts.");
        return Exit.REFUSED;
    }

    private int planned(Cluster cluster, Plan plan) {
        if (json) {
            show(cluster, plan, "planned", "", plan.changes());
            return Exit.OK;
        }
        for (var change : plan.changes()) {
            shell.out().println(Terminal.clean(change.state().todo() + " " + change.resource()));
            for (var difference : change.differences())
                difference.lines().forEach(line -> shell.out().println("    " + Terminal.clean(line)));
        }
        shell.out().flush();
        say("Nothing was changed: the cluster has only worked out what would be.");
        return Exit.OK;
    }

    private void show(Cluster cluster, Plan plan, String outcome, String cause, List<Change> changes) {
        var bundle = plan.bundle();
        if (json)
            Json.print(
                    shell.out(),
                    new Result(
                            bundle.integration(),
                            bundle.version(),
                            cluster.context(),
                            cluster.namespace(),
                            outcome,
                            cause,
                            changes,
                            plan.conflicts()));
        else
            shell.out()
                    .println(Terminal.clean("%s/%d %s in namespace %s of %s"
                            .formatted(
                                    bundle.integration(),
                                    bundle.version(),
                                    outcome,
                                    cluster.namespace(),
                                    cluster.context())));
    }

    int undeploy(StoredVersion stored, Duration limit) {
        return in(cluster -> {
            var removed = cluster.removal().remove(stored.name(), limit, this::say);
            if (json) Json.print(shell.out(), removed);
            removed.kept().forEach(kept -> say(kept + " stays: another integration uses it"));
            if (removed.removed().isEmpty()) {
                say("%s is not deployed in namespace %s of %s. Nothing was changed. See routewright deployments."
                        .formatted(stored.name(), cluster.namespace(), cluster.context()));
                return Exit.REFUSED;
            }
            if (removed.version().matches("[1-9][0-9]{0,8}"))
                note(stored, Integer.parseInt(removed.version()), cluster, "removed", "");
            if (!removed.trouble().isEmpty()) {
                say("Not all of it is removed. %s Call undeploy again for the rest.".formatted(removed.trouble()));
                return Exit.UNREACHABLE;
            }
            if (!removed.gone()) {
                say("It is still there after %d s; the cluster goes on removing it. Call undeploy again for the rest."
                        .formatted(limit.toSeconds()));
                return Exit.UNREACHABLE;
            }
            if (!json)
                shell.out()
                        .println(Terminal.clean("%s removed from namespace %s of %s"
                                .formatted(stored.name(), cluster.namespace(), cluster.context())));
            return Exit.OK;
        });
    }

    /** What happened in the cluster has happened, whether or not it could be noted. */
    private void note(StoredVersion stored, int version, Cluster cluster, String outcome, String cause) {
        try {
            stored.note(
                    version,
                    Map.of(
                            "cluster", cluster.context(),
                            "namespace", cluster.namespace(),
                            "by", cluster.user(),
                            "outcome", outcome,
                            "cause", cause));
        } catch (Complaint notNoted) {
            say("The journal of the server does not know of it: " + notNoted.getMessage());
        }
    }

    private static Bundle bundle(StoredVersion stored, int version, String how, boolean dryRun) {
        var yaml = dryRun ? stored.resources(version, how) : stored.export(version, how);
        try {
            return Bundle.read(stored.name(), version, how, yaml);
        } catch (IllegalArgumentException e) {
            throw new Complaint(Exit.REFUSED, String.valueOf(e.getMessage()));
        }
    }

    private int in(Function<Cluster, Integer> work) {
        return in(shell, options, work);
    }

    /** Opens the cluster for some work, and says its troubles as the command's. */
    static <T> T in(Shell shell, ClusterOptions options, Function<Cluster, T> work) {
        try (var cluster = Cluster.open(new Access(shell.environment(), options.context(), options.namespace()))) {
            return work.apply(cluster);
        } catch (ClusterTrouble trouble) {
            var exit =
                    switch (trouble.reason()) {
                        case UNREACHABLE -> Exit.UNREACHABLE;
                        case REFUSED -> Exit.REFUSED;
                        case WRONG -> Exit.USAGE;
                    };
            throw new Complaint(exit, trouble.getMessage());
        }
    }

    private void say(String line) {
        shell.err().println(Terminal.clean(line));
        shell.err().flush();
    }
}
