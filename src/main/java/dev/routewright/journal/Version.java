package dev.routewright.journal;

import dev.routewright.route.Lang;
import dev.routewright.route.Status;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of an integration.
 *
 * @param source the door it came in by: {@code api}, {@code folder} or {@code cli}
 * @param description the text it was made from, empty for a route a person wrote
 * @param answers to the questions asked about it, by question id
 * @param change the wish it carries out, when it was made from another version
 * @param why the sentence that explains its status, when there is one to explain
 * @param approved whether it was ever approved, and so may be rolled back to
 */
public record Version(
        String integration,
        int number,
        Status status,
        String source,
        Lang language,
        String description,
        Map<String, String> answers,
        Dossier dossier,
        @Nullable ChangeRequest change,
        @Nullable String why,
        boolean approved,
        Instant created,
        Instant changed) {
    public Version {
        answers = Map.copyOf(answers);
    }

    /** Somebody has approved it, whatever comes of that. */
    public Version decided() {
        return new Version(
                integration,
                number,
                status,
                source,
                language,
                description,
                answers,
                dossier,
                change,
                why,
                true,
                created,
                changed);
    }

    public Version as(Status next, @Nullable String sentence) {
        return new Version(
                integration,
                number,
                next,
                source,
                language,
                description,
                answers,
                dossier,
                change,
                sentence,
                // What is made anew is not what was approved.
                next == Status.LIVE || approved && next != Status.DRAFTING,
                created,
                changed);
    }

    public Version with(Dossier other) {
        var spoken = other.plan() == null ? language : other.plan().language();
        return new Version(
                integration,
                number,
                status,
                source,
                spoken,
                description,
                answers,
                other,
                change,
                why,
                approved,
                created,
                changed);
    }

    public Version withAnswers(Map<String, String> all) {
        return new Version(
                integration,
                number,
                status,
                source,
                language,
                description,
                all,
                dossier,
                change,
                why,
                approved,
                created,
                changed);
    }
}
