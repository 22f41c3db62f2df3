package dev.routewright.drafting.offline;

import dev.routewright.drafting.Description.Joint;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What one piece of a description says, before it is known how the pieces hang together. */
sealed interface Statement {

    /**
     * A statement in its place.
     *
     * @param joint what stands before it
     * @param sequel whether a word such as "then" puts it after the one before
     * @param always whether a word such as "finally" says that it happens in every case
     */
    record Placed(Statement statement, Joint joint, boolean sequel, boolean always, List<Token> words) {
        Placed joined(Joint joint, boolean sequel, boolean always) {
            return new Placed(statement, joint, sequel || this.sequel, always || this.always, words);
        }

        /** The same, in the words it was said in. */
        Placed said(List<Token> words) {
            return new Placed(statement, joint, sequel, always, words);
        }

        List<Integer> clauses() {
            return Token.clauses(words);
        }
    }

    /** Names the setting and asks for nothing. */
    record Heading(String text) implements Statement {}

    /**
     * What sets it off.
     *
     * @param people who brings it
     * @param noun what arrives, empty when nothing is named; an empty path of an HTTP trigger is derived from it
     */
    record Start(Trigger trigger, List<Token> noun, List<Token> people) implements Statement {}

    /** "When all are done": what follows happens once, behind the loop. @param act what was done, when it is said */
    record AllDone(Optional<Concept> act) implements Statement {}

    /**
     * A condition on what follows.
     *
     * @param orElse whether it is asked only when the condition before did not hold
     * @param unless whether it is worded as an exception; then "otherwise" right behind it adds nothing
     */
    record Guard(Claim claim, boolean orElse, boolean unless) implements Statement {}

    /** Says what every call and every message is treated like anyway, and asks for nothing more. */
    record Given() implements Statement {}

    /** Ends what the last guard governs: "notify the user if …" governs nothing that follows. */
    record Close() implements Statement {}

    record Otherwise() implements Statement {}

    /** @param subject words for the call that failed, empty for "it" */
    record Failure(List<Token> subject, Optional<Duration> timeout) implements Statement {}

    /** Actions said to happen at the same time. Made of statements by {@link Outline}. */
    record Group(List<Placed> actions) implements Statement {}

    record Each(List<Token> items) implements Statement {}

    /** @param closed whether the statements until the next {@link Close} are meant, and no others */
    record Together(boolean closed) implements Statement {}

    record Repeat(Step.Resilience resilience) implements Statement {}

    /**
     * How calls are made, said of those the words are about wherever they stand.
     *
     * @param subject words for the call, empty for "requests" and for the call just named
     */
    record Manner(List<Token> subject, Step.Resilience resilience) implements Statement {
        /** What was said of any reply, said of one that replaces a failed call. */
        Manner standingIn() {
            return resilience
                    .reuse()
                    .map(age -> new Manner(subject, Step.Resilience.FROM_POLICY.withStandIn(age)))
                    .orElse(this);
        }
    }

    /** "If the payment or the shipment fails". @param subjects words for each of the calls */
    record Failures(List<List<Token>> subjects) implements Statement {}

    /** "Undo what was done, in reverse order": the calls that follow say how. */
    record Undoing() implements Statement {}

    /** "An unverified user is refused": decided right after the call it depends on, wherever it is said. */
    record Refused(Claim claim) implements Statement {}

    record Do(Action action) implements Statement {}

    sealed interface Action {}

    record Call(CallPhrase phrase) implements Action {}

    record Reply(List<Token> what) implements Action {}

    record Refuse() implements Action {}

    record TellCaller() implements Action {}

    record Keep() implements Action {}

    record Write(List<Token> what, String folder, Optional<String> file) implements Action {}

    record Publish(List<Token> what, String topic) implements Action {}

    record Wait(Duration time) implements Action {}

    record Log(List<Token> text) implements Action {}
}
