package dev.routewright.deploy;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why the pods of an integration do not come up, from their own state first and from the cluster's events then. */
final class PodTroubles {
    private static final String TEMPLATE = "pod-template-hash";
    /** Kubernetes writes no vowels there. */
    private static final String SUFFIX = "-[bcdfghjklmnpqrstvwxz2456789]{5,10}";

    private static final int RECENT_SECONDS = 300;

    private static final Map<String, String> REMEDIES = Map.of(
            "ImagePullBackOff",
                    "Check that the image is in its registry and that the cluster may pull it (imagePullSecrets)",
            "ErrImagePull",
                    "Check that the image is in its registry and that the cluster may pull it (imagePullSecrets)",
            "InvalidImageName", "Correct the name of the image in the export's settings",
            "CreateContainerConfigError", "Make the Secret or ConfigMap it names in this namespace",
            "FailedMount", "Make the Secret, ConfigMap or volume it names in this namespace",
            "Unschedulable", "Give the cluster room, or ask for less memory and processor time",
            "FailedCreate", "Ask for more quota, or for less memory and processor time");
    private static final Set<String> LASTING = Set.of(
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "CrashLoopBackOff",
            "CreateContainerConfigError",
            "CreateContainerError",
            "RunContainerError",
            "FailedCreate");

    private final Api api;

    PodTroubles(Api api) {
        this.api = api;
    }

    /** @param lasting whether it seldom goes away by itself */
    record Trouble(Cause cause, boolean lasting) {}

    Optional<Trouble> of(String integration) {
        var pods = newest(api.pods(integration));
        return pods.stream()
                .flatMap(pod -> Stream.concat(containers(pod), unschedulable(pod)))
                .findFirst()
                .or(() -> event(integration, pods));
    }

    /** Those of the newest template: what is being replaced may be in any state. */
    private static List<Pod> newest(List<Pod> pods) {
        var alive = pods.stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
        var template = alive.stream()
                .max(Comparator.comparing(
                        pod -> String.valueOf(pod.getMetadata().getCreationTimestamp())))
                .map(PodTroubles::template)
                .orElse("");
        return alive.stream().filter(pod -> template(pod).equals(template)).toList();
    }

    private static String template(Pod pod) {
        var labels = pod.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(TEMPLATE, "");
    }

    private static Stream<Trouble> containers(Pod pod) {
        if (pod.getStatus() == null) return Stream.of();
        return Stream.of(
                        pod.getStatus().getInitContainerStatuses(),
                        pod.getStatus().getContainerStatuses())
                .flatMap(all -> all == null ? Stream.of() : all.stream())
                .flatMap(container -> container(pod, container).stream());
    }

    private static Optional<Trouble> container(Pod pod, ContainerStatus container) {
        var state = container.getState();
        if (state == null || state.getWaiting() == null) return Optional.empty();
        var reason = String.valueOf(state.getWaiting().getReason());
        if (!LASTING.contains(reason) && !reason.equals("ErrImagePull")) return Optional.empty();
        var name = pod.getMetadata().getName();
        var ended = container.getLastState() == null
                ? null
                : container.getLastState().getTerminated();
        var how = ended == null
                ? message(state.getWaiting().getMessage())
                : ", last ended with %s (exit code %d)%s"
                        .formatted(ended.getReason(), ended.getExitCode(), message(ended.getMessage()));
        var remedy = reason.equals("CrashLoopBackOff")
                ? ended != null && "OOMKilled".equals(ended.getReason())
                        ? "Give the container more memory"
                        : "Its log says why: kubectl logs %s --previous".formatted(name)
                : REMEDIES.getOrDefault(reason, "kubectl describe pod %s shows more".formatted(name));
        return Optional.of(
                new Trouble(new Cause("Pod %s: %s%s".formatted(name, reason, how), remedy), LASTING.contains(reason)));
    }

    private static Stream<Trouble> unschedulable(Pod pod) {
        if (pod.getStatus() == null || pod.getStatus().getConditions() == null) return Stream.of();
        return pod.getStatus().getConditions().stream()
                .filter(one -> "PodScheduled".equals(one.getType()) && "False".equals(one.getStatus()))
                .map(one -> trouble("Pod " + pod.getMetadata().getName(), "Unschedulable", one.getMessage()));
    }

    /** What keeps pods from being made at all, or from starting. */
    private Optional<Trouble> event(String integration, List<Pod> pods) {
        var names = pods.stream().map(pod -> pod.getMetadata().getName()).collect(Collectors.toSet());
        return api.warnings().stream()
                .filter(event -> "FailedCreate".equals(event.getReason()) || "FailedMount".equals(event.getReason()))
                .filter(PodTroubles::isRecent)
                .filter(event -> concerns(event, integration, names))
                .max(Comparator.comparing(PodTroubles::when))
                .map(event -> trouble(
                        event.getInvolvedObject().getKind() + " "
                                + event.getInvolvedObject().getName(),
                        event.getReason(),
                        event.getMessage()));
    }

    private static boolean concerns(Event event, String integration, Set<String> pods) {
        var name = String.valueOf(event.getInvolvedObject().getName());
        return pods.contains(name)
                || pods.isEmpty()
                        && (name.equals(integration)
                                || name.matches(java.util.regex.Pattern.quote(integration) + SUFFIX));
    }

    private static boolean isRecent(Event event) {
        try {
            return Instant.parse(when(event)).isAfter(Instant.now().minusSeconds(RECENT_SECONDS));
        } catch (DateTimeParseException unknown) {
            return true;
        }
    }

    private static String when(Event event) {
        if (event.getSeries() != null && event.getSeries().getLastObservedTime() != null)
            return String.valueOf(event.getSeries().getLastObservedTime().getTime());
        if (event.getLastTimestamp() != null) return event.getLastTimestamp();
        return event.getEventTime() == null
                ? ""
                : String.valueOf(event.getEventTime().getTime());
    }

    private static Trouble trouble(String where, String reason, String message) {
        return new Trouble(
                new Cause("%s: %s%s".formatted(where, reason, message(message)), REMEDIES.getOrDefault(reason, "")),
                LASTING.contains(reason));
    }

    private static String message(String text) {
        return text == null || text.isBlank() ? "" : ": " + Answer.oneLine(text);
    }
}
