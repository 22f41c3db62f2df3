package dev.routewright.drafting.offline;

/**
 * Whether what a clause asks to be done is what an operation does. "Check" fits what is safe, "create" what is not;
 * an act of its own kind, such as cancelling, fits only itself.
 */
final class Acts {
    private static final double SAME = 3;
    private static final double ALIKE = 2;
    private static final double LOOSE = 1.2;

    private Acts() {}

    /** 0 when the operation does something else. */
    static double fit(CallPhrase phrase, OperationProfile profile) {
        var act = phrase.act();
        for (var other : phrase.acts())
            if (other != act && !other.isGeneric() && other.of() == null && profile.weight("act:" + other.id()) == 0)
                return 0;
        boolean safe = profile.operation().isSafe();
        if (profile.does(act.id())) return SAME;
        for (var done : profile.acts())
            if (act.id().equals(done.near()) || done.id().equals(act.near()) || isAlike(act, done, profile))
                return LOOSE;
        return switch (act.family()) {
            case "read" -> reads(phrase, profile, safe);
            case "any" -> safe || about(phrase, profile) ? LOOSE : 0;
            case "do" -> !safe && about(phrase, profile) ? LOOSE : 0;
            case "create" ->
                !safe && about(phrase, profile) && !profile.specific().isEmpty() || !safe && makes(profile) ? ALIKE : 0;
            case "change" ->
                profile.operation().method().matches("PUT|PATCH") || profile.doesLike("change") ? ALIKE : 0;
            case "remove" ->
                profile.operation().method().equals("DELETE")
                                && profile.specific().isEmpty()
                        ? ALIKE
                        : 0;
            default ->
                !safe && act.of() != null && profile.weight(act.of()) >= OperationProfile.ABOUT && makes(profile)
                        ? ALIKE
                        : 0;
        };
    }

    /** Both look at something and say what they found, and the documents use either word. */
    private static boolean isAlike(Concept act, Concept done, OperationProfile profile) {
        return act.near() != null && act.near().equals(done.near()) && profile.weight("act:" + act.id()) > 0;
    }

    private static double reads(CallPhrase phrase, OperationProfile profile, boolean safe) {
        if (profile.doesLike("read") && profile.specific().isEmpty()) return ALIKE;
        if (safe) return LOOSE;
        return !profile.specific().isEmpty()
                        && about(phrase, profile)
                        && profile.operation().method().equals("POST")
                        && isJudging(profile)
                ? LOOSE
                : 0;
    }

    /** Acts that look at something and say what they found; asking for them is safe enough to be called checking. */
    private static boolean isJudging(OperationProfile profile) {
        return profile.specific().stream().allMatch(a -> "check".equals(a.near()));
    }

    private static boolean makes(OperationProfile profile) {
        return profile.operation().method().equals("POST")
                && profile.specific().isEmpty()
                && (profile.acts().isEmpty() || profile.doesLike("create") || profile.doesLike("do"));
    }

    /** Whether the operation only does what the things of the clause are about. */
    private static boolean about(CallPhrase phrase, OperationProfile profile) {
        if (profile.specific().isEmpty()) return makes(profile);
        var topics = phrase.topics();
        return profile.specific().stream().allMatch(a -> a.of() != null && topics.contains(a.of()));
    }
}
