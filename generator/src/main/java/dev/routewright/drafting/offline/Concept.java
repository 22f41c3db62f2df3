package dev.routewright.drafting.offline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a business word means, whatever language it is written in.
 *
 * @param id the first English word for it
 * @param family of an act: how safe it is, and which generic acts mean the same; empty for other kinds
 * @param of the thing an act is about, so that "pay" and "process the payment" meet
 * @param near an act that may stand for this one
 * @param fields names of boolean fields that state it
 * @param values values of a status field that state it
 * @param opposite the state that holds when this one does not
 */
record Concept(
        String id,
        Kind kind,
        String family,
        @Nullable String of,
        @Nullable String near,
        List<String> fields,
        List<String> values,
        @Nullable String opposite) {
    enum Kind {
        THING,
        PERSON,
        CALLER,
        ATTRIBUTE,
        ACT,
        STATE,
        GRADE
    }

    Concept {
        fields = List.copyOf(fields);
        values = List.copyOf(values);
    }

    boolean is(Kind kind) {
        return this.kind == kind;
    }

    /** Whether the act says nothing about what is done: "process", "ask". */
    boolean isGeneric() {
        return family.equals("any") || family.equals("do");
    }
}
