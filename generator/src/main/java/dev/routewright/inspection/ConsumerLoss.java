package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

/** Entries that miss messages, take them half written, or count them as done too early. */
final class ConsumerLoss implements StoryRule {
    @Override
    public void judge(Story story, Findings findings) {
        story.subject().endpoints().filter(Endpoint::consumes).forEach(entry -> {
            if (entry.scheme().equals("kafka")) skips(entry, findings);
            if (entry.scheme().equals("file") && !story.policy().seenTo().contains(RuleId.FILE_HALF_WRITTEN.id()))
                halfWritten(entry, findings);
        });
        story.visits().stream().filter(ConsumerLoss::isFromTopic).forEach(visit -> visit.calls()
                .filter(call -> call.scheme().equals("seda"))
                .filter(call -> call.option("waitForTaskToComplete")
                        .filter("Always"::equals)
                        .isEmpty())
                .forEach(call -> findings.add(
                        RuleId.DONE_TOO_EARLY,
                        call.place(),
                        visit.step().step(),
                        "The topic's message counts as done once it lies in the in-memory queue "
                                + quote(call.address()) + ", before it was processed.",
                        RuleId.DONE_TOO_EARLY.remedy())));
        story.subject().roots().forEach(root -> notStarted(root, story, findings));
    }

    private static boolean isFromTopic(Visit visit) {
        return !visit.isDetached() && visit.entry().anyMatch(e -> e.scheme().equals("kafka"));
    }

    private static void skips(Endpoint entry, Findings findings) {
        if (entry.option("seekTo").filter("end"::equalsIgnoreCase).isPresent())
            findings.add(
                    RuleId.MESSAGES_SKIPPED,
                    entry.place(),
                    entry.step(),
                    "With `seekTo: end` the route skips what came to " + quote(entry.address())
                            + " while it was not running.",
                    RuleId.MESSAGES_SKIPPED.remedy());
    }

    private static void halfWritten(Endpoint entry, Findings findings) {
        boolean guarded =
                entry.option("readLock").filter(lock -> !lock.equals("none")).isPresent()
                        || entry.option("doneFileName").isPresent()
                        || entry.option("noop").filter("true"::equals).isPresent();
        if (!guarded)
            findings.add(
                    RuleId.FILE_HALF_WRITTEN,
                    entry.place(),
                    entry.step(),
                    "A file in " + quote(entry.path()) + " may be read while it is still being written.",
                    RuleId.FILE_HALF_WRITTEN.remedy());
    }

    private static void notStarted(Element root, Story story, Findings findings) {
        var start = root.values().get("autoStartup");
        if (start == null || start.text().equals("true")) return;
        root.all()
                .flatMap(e -> e.endpoints().stream())
                .filter(Endpoint::consumes)
                .filter(entry -> story.subject().isCalled(entry.address()))
                .forEach(entry -> findings.add(
                        RuleId.ROUTE_NOT_STARTED,
                        start.scalar().place(),
                        root.step(),
                        "The route is not started, but other steps of the file send to " + quote(entry.address()) + ".",
                        RuleId.ROUTE_NOT_STARTED.remedy()));
    }
}
