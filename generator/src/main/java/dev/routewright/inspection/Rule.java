package dev.routewright.inspection;

/** One family of rules over a route that the grammar has read. Rules do not depend on each other's order. */
interface Rule {
    void judge(Subject subject, Findings findings);
}
