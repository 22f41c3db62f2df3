package dev.routewright.cli;

import java.util.Map;

/** Versions of one integration as the store of a server holds them. */
final class StoredVersion {
    private final Client client;
    private final String name;

    StoredVersion(Client client, String name) {
        this.client = client;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** The one that is live. */
    int live() {
        var live = client.get(Client.path("integrations", name)).path("live");
        if (!live.isInt())
            throw new Complaint(
                    Exit.REFUSED,
                    "No version of %s is live, so none was deployed. Approve one, or name one with --version."
                            .formatted(name));
        return live.asInt();
    }

    /** The same number, when somebody has approved that version. */
    int approved(int version) {
        var versions = client.get(Client.path("integrations", name)).path("versions");
        var approved = Version.each(versions)
                .filter(one -> one.path("version").asInt() == version)
                .anyMatch(one -> one.path("approved").asBoolean());
        if (!approved)
            throw new Complaint(
                    Exit.REFUSED,
                    "%s/%d is not approved, so it was not deployed. Approve it with: routewright approve %s/%d"
                            .formatted(name, version, name, version));
        return version;
    }

    /** Resources for Camel K. @param how options of the export as a query, empty for none */
    String export(int version, String how) {
        if (!how.matches("[A-Za-z0-9=&%._~*+-]{0,2000}"))
            throw new Complaint(
                    Exit.REFUSED, "What the cluster notes of how %s was exported is not readable.".formatted(name));
        return client.yaml(Client.path("integrations", name, "versions", version, "export") + "?to=camel-k"
                + (how.isEmpty() ? "" : "&" + how));
    }

    /** Has it noted in the journal. */
    void note(int version, Map<String, String> what) {
        client.post(Client.path("integrations", name, "versions", version, "deployments"), what);
    }
}
