package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.HashSet;
import java.util.Set;

/** Ids: every id once, because Camel addresses routes and steps by them. */
final class IdRules implements Rule {
    @Override
    public void judge(Subject subject, Findings findings) {
        var seen = new HashSet<String>();
        var orders = new HashSet<String>();
        subject.elements().forEach(element -> {
            Value id = element.values().get("id");
            startupOrder(element, orders, findings);
            if (id == null || seen.add(id.text())) return;
            findings.add(
                    RuleId.ID_DUPLICATE,
                    id.scalar().place(),
                    element.step(),
                    "The id " + quote(id.text()) + " stands twice.",
                    RuleId.ID_DUPLICATE.remedy());
        });
    }

    private static void startupOrder(Element element, Set<String> orders, Findings findings) {
        Value order = element.values().get("startupOrder");
        if (order == null || orders.add(number(order.text()))) return;
        findings.add(
                RuleId.ID_DUPLICATE,
                order.scalar().place(),
                element.step(),
                "The startup order " + quote(order.text()) + " stands twice.",
                "Give each route its own place in the order, or leave it out.");
    }

    /** {@code 02000} is the same place as {@code 2000}. */
    private static String number(String text) {
        return text.strip().replaceFirst("^\\+?0+(?=\\d)", "");
    }
}
