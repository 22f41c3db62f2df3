package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.HashSet;

/** Ids: every id once, because Camel addresses routes and steps by them. */
final class IdRules implements Rule {
    @Override
    public void judge(Subject subject, Findings findings) {
        var seen = new HashSet<String>();
        subject.elements().forEach(element -> {
            Value id = element.values().get("id");
            if (id == null || seen.add(id.text())) return;
            findings.add(
                    RuleId.ID_DUPLICATE,
                    id.scalar().place(),
                    element.step(),
                    "The id " + quote(id.text()) + " stands twice.",
                    RuleId.ID_DUPLICATE.remedy());
        });
    }
}
