package dev.routewright.inspection;

import java.util.List;

/** A text of Camel's Simple language, taken apart by {@link SimpleParser}. */
sealed interface SimpleTree {

    /** Text and functions one after the other; what stands between functions is sent as it is written. */
    record Template(List<SimpleTree> parts) implements SimpleTree {
        public Template {
            parts = List.copyOf(parts);
        }
    }

    /** Operands and {@link Operator}s in the order they are written. */
    record Condition(List<SimpleTree> terms) implements SimpleTree {
        public Condition {
            terms = List.copyOf(terms);
        }
    }

    /** A word between operands. */
    record Operator(String sign) implements SimpleTree {
        boolean takesPattern() {
            return sign.equals("regex") || sign.equals("!regex");
        }
    }

    /** Characters that Camel does not evaluate. */
    record Text(String text) implements SimpleTree {}

    /** A function without arguments, such as {@code exchangeId} or {@code file:name}. */
    record Word(String name) implements SimpleTree {}

    /** {@code header.x}, {@code body[order][0]}: something of the message by name. */
    record Access(String root, String name, List<String> keys, boolean dotted) implements SimpleTree {
        public Access {
            keys = List.copyOf(keys);
        }
    }

    /** {@code date:now-1d:yyyy-MM-dd}. */
    record Moment(String function) implements SimpleTree {}

    /** {@code name(…)}; arguments that Camel evaluates again are templates or conditions. */
    record Call(String name, String source, List<SimpleTree> arguments) implements SimpleTree {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** <code>${condition ? a : b}</code>. */
    record Choice(Condition condition, SimpleTree then, SimpleTree otherwise) implements SimpleTree {}

    /** A function that is none of the above; {@code source} is what stands in the braces. */
    record Unknown(String source) implements SimpleTree {}
}
