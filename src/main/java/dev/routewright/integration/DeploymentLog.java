package dev.routewright.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.routewright.journal.Journal;
import dev.routewright.journal.Json;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What the journal knows of versions that were brought elsewhere. They are brought by a command with the rights of the
 * person who gave it; what that says is noted as said and steers nothing.
 */
public final class DeploymentLog {
    private static final String DEPLOY = "deploy";
    private static final String UNDEPLOY = "undeploy";
    private static final Set<String> OUTCOMES = Set.of("running", "failed", "late", "removed");
    private static final int MOST = 1000;

    private final Journal journal;
    private final Integrations integrations;

    public DeploymentLog(Journal journal, Integrations integrations) {
        this.journal = journal;
        this.integrations = integrations;
    }

    /**
     * What was done somewhere.
     *
     * @param cluster its name in the kubeconfig of whoever did it
     * @param by the name that kubeconfig has for him
     * @param outcome {@code running}, {@code failed}, {@code late} or {@code removed}
     * @param cause why it does not run, empty when it does
     */
    public record Note(String cluster, String namespace, String by, String outcome, String cause) {
        public Note {
            if (!OUTCOMES.contains(outcome))
                throw new Declined(
                        Declined.Reason.UNREADABLE,
                        "The outcome %s is none of running, failed, late and removed. Nothing was noted."
                                .formatted(Quoted.of(outcome)));
            cluster = plain(cluster, 200);
            namespace = plain(namespace, 63);
            by = plain(by, 200);
            cause = plain(cause, 600);
        }

        private static String plain(String text, int longest) {
            var plain = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cs}]+", " ")
                    .strip();
            return plain.length() <= longest ? plain : plain.substring(0, longest) + "…";
        }
    }

    /** A note, and when it was made. */
    public record Noted(Instant at, int version, Note note) {}

    public Noted note(String name, int number, Note note) {
        var version = integrations.get(name, number);
        var what = note.outcome().equals("removed") ? UNDEPLOY : DEPLOY;
        var entry = journal.append("api", what, Live.subject(version), Json.write(note));
        return new Noted(entry.at(), number, note);
    }

    /** Newest first. */
    public List<Noted> of(String name, int limit) {
        return journal
                .find(List.of(DEPLOY, UNDEPLOY), name, Long.MAX_VALUE, Math.min(Math.max(limit, 1), MOST))
                .stream()
                .map(DeploymentLog::noted)
                .toList();
    }

    private static Noted noted(Journal.Entry entry) {
        var number = Integer.parseInt(entry.subject().substring(entry.subject().lastIndexOf('/') + 1));
        try {
            return new Noted(entry.at(), number, Json.MAPPER.readValue(entry.detail(), Note.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An entry of ours cannot be read.", e);
        }
    }
}
