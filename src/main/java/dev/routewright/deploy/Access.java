package dev.routewright.deploy;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which cluster is meant and as whom: the kubeconfig that {@code KUBECONFIG} names, or {@code ~/.kube/config}, or the
 * service account of a pod, as every client of Kubernetes finds it. Holds no credential itself.
 *
 * @param context of the kubeconfig, empty for the one it is set to
 * @param namespace empty for the one of the context
 */
public record Access(Map<String, String> environment, String context, String namespace) {
    private static final String NAMESPACE = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

    public Access {
        environment = Map.copyOf(environment);
        if (!namespace.isEmpty() && !namespace.matches(NAMESPACE))
            throw wrong("“%s” is no name of a namespace: at most 63 lower-case letters, digits and dashes."
                    .formatted(namespace));
    }

    /** Whether anything here says where a cluster is. */
    public boolean isConfigured() {
        return environment.containsKey("KUBERNETES_SERVICE_HOST")
                || !kubeconfig().isBlank()
                || System.getProperty(Config.KUBERNETES_MASTER_SYSTEM_PROPERTY) != null
                || Files.isReadable(home().resolve(".kube").resolve("config"));
    }

    Config config() {
        if (!isConfigured())
            throw new ClusterTrouble(
                    ClusterTrouble.Reason.UNREACHABLE,
                    "No cluster is known here: there is no ~/.kube/config, KUBECONFIG is not set, and this is no pod. "
                            + "Get a kubeconfig from whoever runs the cluster, and try kubectl get pods with it first.");
        var config = read();
        var known = config.getContexts() == null
                ? ""
                : config.getContexts().stream()
                        .map(NamedContext::getName)
                        .sorted()
                        .collect(Collectors.joining(", "));
        if (!context.isEmpty()
                && (config.getCurrentContext() == null
                        || !context.equals(config.getCurrentContext().getName())))
            throw wrong("The kubeconfig has no context %s. It has: %s."
                    .formatted(context, known.isEmpty() ? "none" : known));
        if (config.getCurrentContext() == null && !isInPod())
            throw wrong("The kubeconfig %s names no current context. Name one with --context. It has: %s."
                    .formatted(name(), known.isEmpty() ? "none" : known));
        // One command, one answer: whoever wants to wait longer calls again.
        config.setConnectionTimeout(5_000);
        config.setRequestTimeout(20_000);
        config.setRequestRetryBackoffLimit(2);
        return config;
    }

    private Config read() {
        var file = kubeconfig();
        try {
            // Several files are merged by the client, which reads the same environment.
            if (file.isBlank() || file.contains(File.pathSeparator))
                return Config.autoConfigure(context.isEmpty() ? null : context);
            return Config.fromKubeconfig(context.isEmpty() ? null : context, Files.readString(Path.of(file)), file);
        } catch (IOException e) {
            throw wrong("KUBECONFIG names %s, which cannot be read.".formatted(file));
        } catch (RuntimeException e) {
            // The client's own exceptions, and those of the library it reads YAML with: nothing but the file is read
            // here.
            throw wrong("The kubeconfig %s cannot be understood. Try kubectl config view with it.".formatted(name()));
        }
    }

    /** Where a service account says who it is, or a property where the cluster is, no context is needed. */
    private boolean isInPod() {
        return kubeconfig().isBlank()
                && (environment.containsKey("KUBERNETES_SERVICE_HOST")
                        || System.getProperty(Config.KUBERNETES_MASTER_SYSTEM_PROPERTY) != null);
    }

    private String name() {
        return kubeconfig().isBlank() ? "~/.kube/config" : kubeconfig();
    }

    private String kubeconfig() {
        return environment.getOrDefault("KUBECONFIG", "");
    }

    private Path home() {
        return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "")));
    }

    private static ClusterTrouble wrong(String sentence) {
        return new ClusterTrouble(ClusterTrouble.Reason.WRONG, sentence);
    }
}
