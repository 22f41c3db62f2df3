package dev.routewright.deploy;

import dev.routewright.deploy.Change.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Applies a version. First the cluster is asked for all of it without writing (a dry run on its side), so that what it
 * would refuse halfway is refused before anything has changed.
 */
public final class Deployer {
    /** The kinds whose labels say of which integration they are. */
    static final List<Kind> OF_ONE = List.of(Kind.CONFIG_MAP, Kind.INTEGRATION);

    private final Api api;

    Deployer(Api api) {
        this.api = api;
    }

    /** Works out what would happen. @param force overwrite what others have set */
    public Plan plan(Bundle bundle, boolean force) {
        var root = Ref.to(bundle.root());
        var others = new Users(api.integrations(), root.name());
        var leftovers = leftovers(bundle, others);
        var parts = new TreeSet<>(bundle.refs());
        parts.addAll(leftovers);
        // On the first that is applied, too: were it the only one, the others could not be told from those of
        // strangers.
        for (var resource : bundle.resources())
            if (OF_ONE.contains(Ref.to(resource).kind())) Labels.putParts(resource, parts);
        var changes = new ArrayList<Change>();
        var conflicts = new ArrayList<Conflict>();
        for (var wanted : bundle.resources()) {
            var ref = Ref.to(wanted);
            var live = api.find(ref);
            if (live.filter(Deployer::isLeaving).isPresent()) throw leaving(ref);
            try {
                var after = api.apply(wanted, force, true);
                var change = change(ref, live, after);
                changes.add(change);
                if (!force) live.ifPresent(there -> conflicts.addAll(strangers(ref, there, change, others)));
            } catch (Answer.TakenByOthers taken) {
                conflicts.addAll(taken.of(ref));
            }
        }
        return new Plan(bundle, force, changes, conflicts, api.find(Ref.to(bundle.root())), leftovers(bundle, others));
    }

    /** Does what was planned; leftovers stay until what was applied runs. @return what came of each resource */
    public List<Change> apply(Plan plan, Consumer<String> progress) {
        var done = new ArrayList<Change>();
        for (var wanted : plan.bundle().resources()) {
            var ref = Ref.to(wanted);
            var live = api.find(ref);
            try {
                var change = change(ref, live, api.apply(wanted, plan.force(), false));
                progress.accept(ref + " " + change.state().done());
                done.add(change);
            } catch (Answer.TakenByOthers meanwhile) {
                throw halfway(ref, done, meanwhile.of(ref).get(0).sentence(), ClusterTrouble.Reason.REFUSED);
            } catch (ClusterTrouble trouble) {
                throw halfway(ref, done, trouble.getMessage(), trouble.reason());
            }
        }
        return done;
    }

    /** Removes what the plan found to be left over, and what nobody has begun to use since. */
    public List<Change> prune(Plan plan, Consumer<String> progress) {
        var removed = new ArrayList<Change>();
        for (var ref : plan.leftovers()) {
            var users =
                    new Users(api.integrations(), Ref.to(plan.bundle().root()).name()).of(ref);
            if (!users.isEmpty()) {
                progress.accept("%s stays: integration %s uses it now"
                        .formatted(ref, users.iterator().next()));
                continue;
            }
            api.delete(ref);
            progress.accept(ref + " removed, no longer used");
            removed.add(new Change(ref.toString(), State.REMOVED, List.of()));
        }
        return removed;
    }

    private static Change change(Ref ref, Optional<GenericKubernetesResource> live, GenericKubernetesResource after) {
        if (live.isEmpty()) return new Change(ref.toString(), State.CREATED, List.of());
        var differences = Differences.between(live.get(), after);
        var same = differences.isEmpty() && marks(live.get()).equals(marks(after));
        return new Change(ref.toString(), same ? State.UNCHANGED : State.CHANGED, differences);
    }

    /** Labels and annotations, but for our own list of parts. */
    private static List<TreeMap<String, String>> marks(GenericKubernetesResource resource) {
        var given = resource.getMetadata().getAnnotations();
        var annotations = given == null ? new TreeMap<String, String>() : new TreeMap<>(given);
        annotations.remove(Labels.PARTS);
        return List.of(new TreeMap<>(Labels.of(resource)), annotations);
    }

    /** What a field manager of the same name would overwrite without a word. */
    private static List<Conflict> strangers(Ref ref, GenericKubernetesResource there, Change change, Users others) {
        if (!Labels.isOurs(there))
            return List.of(new Conflict(ref.toString(), "", "somebody else: it does not carry Routewright's label"));
        if (change.differences().isEmpty()) return List.of();
        return others.of(ref).stream()
                .map(user -> new Conflict(
                        ref.toString(),
                        change.differences().get(0).path(),
                        "integration " + user + ", which uses it too"))
                .toList();
    }

    private List<Ref> leftovers(Bundle bundle, Users others) {
        var before = new TreeSet<Ref>();
        for (var kind : OF_ONE)
            api.ours(kind, bundle.integration()).forEach(resource -> {
                before.add(Ref.to(resource));
                before.addAll(Labels.parts(resource));
            });
        bundle.refs().forEach(before::remove);
        before.removeIf(ref -> !others.of(ref).isEmpty());
        before.removeIf(ref -> api.find(ref).filter(Labels::isOurs).isEmpty());
        return List.copyOf(before);
    }

    /** What is being deleted takes every change, and goes all the same. */
    private static boolean isLeaving(GenericKubernetesResource live) {
        return live.getMetadata().getDeletionTimestamp() != null;
    }

    private ClusterTrouble leaving(Ref ref) {
        return new ClusterTrouble(
                ClusterTrouble.Reason.REFUSED,
                "%s is just being removed from namespace %s. Nothing was changed. Deploy again when it is gone; kubectl describe shows what holds it."
                        .formatted(ref, api.namespace()));
    }

    private static ClusterTrouble halfway(Ref ref, List<Change> done, String why, ClusterTrouble.Reason reason) {
        // Who got no answer does not know whether he was heard.
        boolean unheard = reason == ClusterTrouble.Reason.UNREACHABLE;
        var before = done.isEmpty()
                ? unheard ? "Nothing was changed before." : "Nothing was changed."
                : "%d of its resources were applied before; what ran goes on with them where it could."
                        .formatted(done.size());
        return new ClusterTrouble(
                reason,
                "%s %s: %s %s Deploy again when that is put right."
                        .formatted(
                                ref,
                                unheard ? "may not have been applied" : "was not applied",
                                why.endsWith(".") ? why : why + ".",
                                before),
                unheard || !done.isEmpty());
    }
}
