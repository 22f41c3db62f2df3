package dev.routewright.deploy;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A no of the cluster, in words. Of what the client says only the cluster's own message is used. */
final class Answer {
    private static final Pattern OWNER = Pattern.compile("conflict with \"([^\"]{1,200})\"");
    private static final int LONGEST = 400;

    private final KubernetesClientException thrown;
    private final String server;
    private final String namespace;

    Answer(KubernetesClientException thrown, String server, String namespace) {
        this.thrown = thrown;
        this.server = server.replaceFirst("/+$", "");
        this.namespace = namespace;
    }

    RuntimeException toDoing(String verb, Kind kind) {
        if (thrown.getCode() <= 0)
            return unreachable(
                    "No answer from the cluster at %s. Check that it is up and that the kubeconfig's context is the right one."
                            .formatted(server));
        return switch (thrown.getCode()) {
            case 401 ->
                refused("The cluster at %s does not know you. Log in again, or choose another context."
                        .formatted(server));
            case 403 -> refused(forbidden(verb, kind));
            case 404 -> missing(kind);
            case 409 ->
                conflicts()
                        .<RuntimeException>map(TakenByOthers::new)
                        .orElseGet(() -> refused(
                                "The cluster refused to %s %s in namespace %s: %s. Try again; somebody else may be changing the same."
                                        .formatted(verb, kind.plural(), namespace, words())));
            case 400, 405, 413, 415, 422 ->
                refused(
                        "The cluster does not take a %s of this export: %s. Correct the service or the settings it comes from, or export it for the Camel K that is there."
                                .formatted(kind, words()));
            default ->
                unreachable("The cluster at %s answered with status %d. Try again when it is well."
                        .formatted(server, thrown.getCode()));
        };
    }

    /** Quotas and admission rules refuse with the same status as missing rights do, and no Role helps against them. */
    private String forbidden(String verb, Kind kind) {
        if (words().contains("being terminated"))
            return "Namespace %s is just being removed, and nothing can be made in it. Name another one, or make it again when it is gone."
                    .formatted(namespace);
        if (!words().isEmpty() && !words().contains(" cannot "))
            return "The cluster refused to %s %s in namespace %s: %s. Ask whoever runs it; no right of yours is missing."
                    .formatted(verb, kind.plural(), namespace, words());
        return "The cluster does not let you %s %s in namespace %s%s. Ask for a Role with that right, or name another namespace."
                .formatted(
                        verb,
                        kind.group().isEmpty() ? kind.plural() : kind.plural() + "." + kind.group(),
                        namespace,
                        words().isEmpty() ? "" : " (%s)".formatted(words()));
    }

    /** A resource that is not there is answered in another way; this is a kind or a namespace that is not. */
    private ClusterTrouble missing(Kind kind) {
        var status = thrown.getStatus();
        var of = status == null || status.getDetails() == null
                ? ""
                : String.valueOf(status.getDetails().getKind());
        if (of.equals("namespaces"))
            return refused(
                    "The cluster has no namespace %s. Make it with kubectl create namespace %s, or name another one."
                            .formatted(namespace, namespace));
        if (kind == Kind.CONFIG_MAP)
            return refused("The cluster at %s does not know ConfigMaps; it is no Kubernetes.".formatted(server));
        if (kind == Kind.SCALED_OBJECT)
            return refused(
                    ("KEDA is not installed in the cluster at %s: it does not know %s.%s. Have KEDA installed, or export the "
                                    + "integration without it.")
                            .formatted(server, kind.plural(), kind.group()));
        return refused(
                ("Camel K is not installed in the cluster at %s: it does not know %s.%s. Have Camel K 2 installed "
                                + "(https://camel.apache.org/camel-k/), then deploy again.")
                        .formatted(server, kind.plural(), kind.group()));
    }

    private Optional<List<Conflict>> conflicts() {
        var status = thrown.getStatus();
        if (status == null || status.getDetails() == null || status.getDetails().getCauses() == null)
            return Optional.empty();
        var all = status.getDetails().getCauses().stream()
                .filter(cause -> "FieldManagerConflict".equals(cause.getReason()))
                .map(cause -> new Conflict("", String.valueOf(cause.getField()), owner(cause)))
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private static String owner(StatusCause cause) {
        var found = OWNER.matcher(String.valueOf(cause.getMessage()));
        return found.find() ? found.group(1) : "another manager";
    }

    private String words() {
        return words(thrown.getStatus());
    }

    private static String words(@Nullable Status status) {
        return status == null || status.getMessage() == null ? "" : oneLine(status.getMessage());
    }

    /** What a cluster says, on one line and not longer than somebody reads. */
    static String oneLine(String text) {
        var line = text.strip().replaceAll("\\s+", " ").replaceAll("\\.$", "");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static ClusterTrouble refused(String sentence) {
        return new ClusterTrouble(ClusterTrouble.Reason.REFUSED, sentence);
    }

    private static ClusterTrouble unreachable(String sentence) {
        return new ClusterTrouble(ClusterTrouble.Reason.UNREACHABLE, sentence);
    }

    /** Fields that others have set. Only the room itself hears of it. */
    static final class TakenByOthers extends RuntimeException {
        private final transient List<Conflict> conflicts;

        TakenByOthers(List<Conflict> conflicts) {
            super("Fields are set by others.");
            this.conflicts = List.copyOf(conflicts);
        }

        List<Conflict> of(Ref ref) {
            return conflicts.stream()
                    .map(one -> new Conflict(ref.toString(), one.field(), one.owner()))
                    .toList();
        }
    }
}
