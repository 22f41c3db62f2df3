package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

/** Data formats that may write but not read: unpacking what strangers send has no bound of its own. */
final class DataFormatRules implements Rule {
    private final Policy.Content policy;

    DataFormatRules(Policy.Content policy) {
        this.policy = policy;
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        subject.elements().forEach(element -> {
            var format = element.dataFormat();
            if (format == null || !format.unmarshal()) return;
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
}
