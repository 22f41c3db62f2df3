package dev.routewright.drafting.model;

/** There is no answer. The message is a sentence for people: what happened, what still holds, what to do. */
public class ModelUnavailable extends RuntimeException {
    public ModelUnavailable(String sentence) {
        super(sentence);
    }
}
