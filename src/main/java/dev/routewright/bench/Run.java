package dev.routewright.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of one case in one language.
 *
 * @param skipped why it was not run, empty when it was
 * @param early calls with side effects while the description was still being worked on
 * @param seconds for all of it
 */
record Run(
        Job job,
        String skipped,
        Submission submission,
        List<Call> early,
        List<BehaviourResult> behaviours,
        double seconds) {

    static Run skipped(Job job, String why) {
        return new Run(job, why, Submission.none("skipped", why, 0), List.of(), List.of(), 0);
    }

    BenchCase played() {
        return job.played();
    }

    String language() {
        return job.language();
    }

    int number() {
        return job.number();
    }

    boolean isSkipped() {
        return !skipped.isEmpty();
    }

    boolean passed() {
        return !behaviours.isEmpty() && behaviours.stream().allMatch(BehaviourResult::passed);
    }

    long passedBehaviours() {
        return behaviours.stream().filter(BehaviourResult::passed).count();
    }

    /** The worst that can happen: something runs, and does what nobody asked for. */
    boolean isLiveButFailing() {
        return submission.isLive() && !passed();
    }

    boolean askedWithoutNeed() {
        return !played().expectsNothingLive() && submission.status().equals("needs_input");
    }

    boolean wasRefused() {
        return !played().expectsNothingLive() && submission.status().equals("rejected");
    }

    boolean cameToNothing() {
        return !submission.isLive() && !submission.status().matches("needs_input|rejected");
    }

    Effort effort() {
        return Effort.of(submission.version());
    }

    String label() {
        return job.label();
    }

    ObjectNode json() {
        var meta = played().meta();
        var json = Text.MAPPER
                .createObjectNode()
                .put("case", played().slug())
                .put("lang", language())
                .put("run", number());
        for (var name : List.of("title", "domain", "difficulty", "features", "style"))
            if (meta.has(name)) json.set(name, meta.get(name));
        json.put("entry", played().entryKind());
        if (isSkipped()) return json.put("skipped", skipped);
        var submit = json.putObject("submit").put("status", submission.status());
        submit.setAll(submission.said());
        submit.put("seconds", Math.round(submission.seconds() * 1000) / 1000.0);
        for (var name : List.of("yaml", "provenance"))
            if (submission.version().hasNonNull(name))
                submit.set(name, submission.version().get(name));
        var calls = json.putArray("callsDuringSubmit");
        early.forEach(call -> calls.add(call.brief(call.start())));
        var list = json.putArray("behaviours");
        behaviours.forEach(behaviour -> list.add(behaviour.json()));
        return json.put("pass", passed())
                .put("liveButFailing", isLiveButFailing())
                .put("score", behaviours.isEmpty() ? 0 : passedBehaviours() / (double) behaviours.size())
                .put("seconds", Math.round(seconds * 10) / 10.0);
    }

    /** For whoever watches: the outcome, and a line for whatever went wrong. */
    List<String> lines(int times) {
        var name =
                "%s %s%s".formatted(played().slug(), language(), times == 1 ? "" : " %d/%d".formatted(number(), times));
        if (isSkipped()) return List.of("SKIP %s: %s".formatted(name, skipped));
        var lines = new ArrayList<String>();
        lines.add("%s %s %d/%d %s %.1f s"
                .formatted(
                        passed() ? "PASS" : "FAIL",
                        name,
                        passedBehaviours(),
                        behaviours.size(),
                        submission.status(),
                        seconds));
        if (passed()) return lines;
        if (!submission.isLive()) lines.add("     " + Text.shortly(Text.json(submission.said()), 600));
        else
            behaviours.stream()
                    .filter(behaviour -> !behaviour.passed())
                    .forEach(behaviour -> lines.add("     - %s: %s"
                            .formatted(behaviour.name(), Text.shortly(String.join(" | ", behaviour.failures()), 600))));
        return lines;
    }
}
