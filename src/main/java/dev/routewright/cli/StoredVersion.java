package dev.routewright.cli;

import dev.routewright.export.Settable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Versions of one integration as the store of a server holds them. */
final class StoredVersion {
    private final Client client;
    private final String name;

    StoredVersion(Client client, String name) {
        this.client = client;
        this.name = name;
        if (!name.matches("[a-z][a-z0-9-]{0,62}"))
            throw new Complaint(
                    Exit.USAGE,
                    "“%s” is no name of an integration: lower-case letters, digits and dashes. See routewright list."
                            .formatted(Terminal.clean(name)));
    }

    String name() {
        return name;
    }

    /** The one that is live. @param done what comes of it, for the sentence when there is none */
    int live(String done) {
        var live = client.get(Client.path("integrations", name)).path("live");
        if (live.isInt()) return live.asInt();
        throw new Complaint(
                Exit.REFUSED,
                "%s has no live version. Nothing was %s. Approve one, or name an approved one with --version."
                        .formatted(name, done));
    }

    /** As something that runs without Routewright. @param query what it leaves for and how */
    byte[] zip(int version, String query) {
        return client.zip(path(version, "export") + "?" + query);
    }

    /** Resources for Camel K, to be applied. @param how options of the export as a query, empty for none */
    String export(int version, String how) {
        return client.yaml(path(version, "export") + "?to=camel-k" + (how.isEmpty() ? "" : "&" + how));
    }

    /** The same, only to be compared with what is there. */
    String resources(int version, String how) {
        if (!how.matches("[A-Za-z0-9=&%._~*+-]{0,6000}"))
            throw new Complaint(
                    Exit.REFUSED, "What the cluster notes of how %s was exported is not readable.".formatted(name));
        return client.yaml(path(version, "resources") + (how.isEmpty() ? "" : "?" + how));
    }

    /** What may be set about it where it runs. */
    List<Settable> settings(int version) {
        var all = new ArrayList<Settable>();
        for (var one : client.get(path(version, "settings")))
            all.add(new Settable(
                    one.path("name").asText(),
                    one.path("says").asText(),
                    one.path("standard").asText(),
                    one.path("mandatory").asBoolean()));
        return all;
    }

    /** Has it noted in the journal. */
    void note(int version, Map<String, String> what) {
        client.post(path(version, "deployments"), what);
    }

    private String path(int version, String what) {
        return Client.path("integrations", name, "versions", version, what);
    }
}
