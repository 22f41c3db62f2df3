package dev.routewright.inspection;

/** A resilience rule: it looks at the ways of the messages and not only at single steps. Its findings are warnings. */
interface StoryRule {
    void judge(Story story, Findings findings);
}
