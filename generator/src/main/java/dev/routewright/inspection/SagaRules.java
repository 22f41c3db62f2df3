package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import dev.routewright.knowledge.BuiltIn;
import dev.routewright.route.Operation;
import java.util.List;

/**
 * Calls that are not made where they stand: those that undo an earlier one, and those nobody waits for. What is noted and
 * forgotten again looks right in every run that succeeds.
 */
final class SagaRules implements Rule {
    private static final String COMPENSATE = BuiltIn.SAGA + "-compensate";

    @Override
    public void judge(Subject subject, Findings findings) {
        subject.endpoints("kamelet")
                .filter(call -> isCompensation(call) || isAsync(call))
                .forEach(call -> KameletRules.operation(call, subject.services())
                        .ifPresent(operation -> call(call, operation, findings)));
        var read = new VariableReaders(subject);
        subject.elements().forEach(step -> reply(step, read, findings));
        subject.elements("doTry").forEach(attempt -> attempt(attempt, findings));
    }

    private static boolean isCompensation(Endpoint call) {
        return call.option("compensation").filter("true"::equals).isPresent();
    }

    private static boolean isAsync(Endpoint call) {
        return call.option("async").filter("true"::equals).isPresent();
    }

    private static void call(Endpoint call, Operation operation, Findings findings) {
        if (isCompensation(call) && isAsync(call))
            findings.add(
                    RuleId.LATER_CALL_MISTAKEN,
                    call.place(),
                    call.step(),
                    "The call %s is marked as a compensation and as asynchronous.".formatted(quote(operation.key())),
                    "Remove one: a compensation is made only when the message fails, an asynchronous call in any case.");
        else if (BuiltIn.isOf(operation.key()))
            findings.add(
                    RuleId.LATER_CALL_MISTAKEN,
                    call.place(),
                    call.step(),
                    "The call %s is the runtime's own and cannot be made later.".formatted(quote(operation.key())),
                    "Remove `compensation` and `async`.");
        else if (isCompensation(call) && operation.isSafe())
            findings.add(
                    RuleId.LATER_CALL_MISTAKEN,
                    call.place(),
                    call.step(),
                    "The call %s only reads, so it cannot undo anything.".formatted(quote(operation.key())),
                    "Name the operation that undoes the earlier call, or remove `compensation`.");
    }

    private static void reply(Element step, VariableReaders read, Findings findings) {
        boolean later = step.endpoints().stream()
                .anyMatch(call -> call.scheme().equals("kamelet") && (isCompensation(call) || isAsync(call)));
        var variable = step.text("variableReceive").filter(read::isRead);
        if (!later || variable.isEmpty()) return;
        findings.add(
                RuleId.LATER_REPLY_READ,
                step.place(),
                step.step(),
                "The variable %s is read, and the call it comes from has not been made yet."
                        .formatted(quote(variable.get())),
                "Read nothing of this call, or make it at once: remove `async` or `compensation`.");
    }

    /** The failure ends here, and with it the message well: what it noted would be forgotten. */
    private static void attempt(Element attempt, Findings findings) {
        boolean notes = all(attempt.children("steps"))
                .flatMap(e -> e.endpoints().stream())
                .anyMatch(SagaRules::isCompensation);
        if (!notes) return;
        for (var caught : attempt.children("doCatch")) {
            boolean undoes = caught.all().flatMap(e -> e.endpoints().stream()).anyMatch(SagaRules::isUndoing);
            boolean fails = caught.all().anyMatch(e -> e.kind().equals("throwException"));
            if (undoes || fails) continue;
            findings.add(
                    RuleId.COMPENSATION_FORGOTTEN,
                    caught.place(),
                    caught.step(),
                    "The failure is caught here, so the message ends well and what it noted to undo its calls is forgotten.",
                    "Begin the `doCatch` with `to: kamelet:%s`, or let the message fail.".formatted(COMPENSATE));
        }
    }

    private static java.util.stream.Stream<Element> all(List<Element> steps) {
        return steps.stream().flatMap(Element::all);
    }

    private static boolean isUndoing(Endpoint call) {
        return call.scheme().equals("kamelet") && call.path().equals(COMPENSATE);
    }
}
