package dev.routewright.services;

import com.networknt.schema.ValidationMessage;

/** Says in a sentence what is wrong with a value. The words are ours; names and limits are those of schema and value. */
final class SchemaFaults {
    private static final int LONGEST = 200;

    private SchemaFaults() {}

    static String sentence(ValidationMessage fault) {
        var keyword = fault.getType() == null ? "" : fault.getType();
        return switch (keyword) {
            case "required" -> "The member %s is missing.".formatted(word(fault, 0));
            case "dependentRequired" ->
                "The member %s is missing, since there is %s.".formatted(word(fault, 0), word(fault, 1));
            case "additionalProperties", "unevaluatedProperties" ->
                "The member %s is not allowed.".formatted(word(fault, 0));
            case "type", "unionType" -> "It must be of type %s, not %s.".formatted(word(fault, 1), word(fault, 0));
            case "enum" -> "It must be one of %s.".formatted(word(fault, 0));
            case "const" -> "It must be %s.".formatted(word(fault, 0));
            case "minimum" -> "It must be %s or more.".formatted(word(fault, 0));
            case "maximum" -> "It must be %s or less.".formatted(word(fault, 0));
            case "exclusiveMinimum" -> "It must be more than %s.".formatted(word(fault, 0));
            case "exclusiveMaximum" -> "It must be less than %s.".formatted(word(fault, 0));
            case "multipleOf" -> "It must be a multiple of %s.".formatted(word(fault, 0));
            case "minLength" -> "It must have %s characters or more.".formatted(word(fault, 0));
            case "maxLength" -> "It must have %s characters or fewer.".formatted(word(fault, 0));
            case "pattern" -> "It must match the pattern %s.".formatted(word(fault, 0));
            case "format" -> "It must be a valid %s.".formatted(word(fault, 0));
            case "minItems" -> "It must have %s elements or more.".formatted(word(fault, 0));
            case "maxItems" -> "It must have %s elements or fewer.".formatted(word(fault, 0));
            case "uniqueItems" -> "No two of its elements may be the same.";
            case "minProperties" -> "It must have %s members or more.".formatted(word(fault, 0));
            case "maxProperties" -> "It must have %s members or fewer.".formatted(word(fault, 0));
            case "anyOf", "oneOf" -> "It must be exactly one of the things the schema allows here.";
            default -> "It does not keep to %s of the schema.".formatted(plain(keyword));
        };
    }

    private static String word(ValidationMessage fault, int number) {
        var words = fault.getArguments();
        return words == null || words.length <= number ? "what the schema says" : plain(String.valueOf(words[number]));
    }

    private static String plain(String text) {
        var line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cs}]+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
