package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

/**
 * Data formats. Camel takes any option that begins with a number sign for a reference, which may create an object of any
 * class while the route loads; and some formats may write but not read, because unpacking what strangers send has no bound
 * of its own.
 */
final class DataFormatRules implements Rule {
    private final Policy.Content policy;

    DataFormatRules(Policy.Content policy) {
        this.policy = policy;
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        subject.elements().forEach(element -> {
            var format = element.dataFormat();
            if (format == null) return;
            format.options().stream()
                    .filter(option -> isReference(option.text()))
                    .forEach(option -> findings.add(
                            RuleId.REFERENCE_NOT_ALLOWED,
                            option.scalar().place(),
                            element.step(),
                            "The option " + quote(option.name()) + " of " + quote(format.name()) + " refers to "
                                    + quote(option.text()) + " in the registry.",
                            "Write the value itself."));
            if (!format.unmarshal()) return;
            var allowed = policy.dataFormats().get(format.name());
            if (allowed != null && !allowed.unmarshal())
                findings.add(
                        RuleId.DATA_FORMAT_NOT_ALLOWED,
                        format.place(),
                        element.step(),
                        "The data format " + quote(format.name()) + " may not be used to read messages.",
                        RuleId.DATA_FORMAT_NOT_ALLOWED.remedy());
        });
    }

    private static boolean isReference(String text) {
        return text.strip().startsWith("#") && text.strip().length() > 1;
    }
}
