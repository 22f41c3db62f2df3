package dev.routewright.deploy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;

/** A cluster somebody may work in, as far as his own rights go, and the one namespace of it that is worked in. */
public final class Cluster implements AutoCloseable {
    private final KubernetesClient client;
    private final String context;
    private final String user;
    private final Api api;

    private Cluster(KubernetesClient client, String context, String user, String namespace) {
        this.client = client;
        this.context = context;
        this.user = user;
        this.api = new Api(client, namespace);
    }

    /** Asks nothing of the cluster yet. @throws ClusterTrouble when there is none, or not the one that was named */
    public static Cluster open(Access access) {
        var config = access.config();
        var client = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
        var current = config.getCurrentContext();
        var known = current == null || current.getContext() == null ? null : current.getContext();
        return new Cluster(
                client,
                current == null ? "in-cluster" : String.valueOf(current.getName()),
                known == null ? "" : String.valueOf(known.getUser()),
                namespace(access, config));
    }

    private static String namespace(Access access, Config config) {
        if (!access.namespace().isEmpty()) return access.namespace();
        var own = config.getNamespace();
        return own == null || own.isBlank() ? "default" : own;
    }

    public String namespace() {
        return api.namespace();
    }

    /** Its name in the kubeconfig. */
    public String context() {
        return context;
    }

    /** The name the kubeconfig has for whoever calls. */
    public String user() {
        return user;
    }

    public String address() {
        return client.getMasterUrl().toString().replaceFirst("/+$", "");
    }

    public Deployer deployer() {
        return new Deployer(api);
    }

    public Rollout rollout(Rollout.Pace pace) {
        return new Rollout(api, pace);
    }

    public Removal removal() {
        return new Removal(api);
    }

    public Deployed.Listing deployments() {
        return new Deployed.Listing(api);
    }

    public Checkup checkup() {
        return new Checkup(client, api.namespace());
    }

    @Override
    public void close() {
        client.close();
    }
}
