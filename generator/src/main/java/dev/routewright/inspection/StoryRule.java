package dev.routewright.inspection;

/** A rule that looks at the ways of the messages and not only at single steps. */
interface StoryRule {
    void judge(Story story, Findings findings);
}
