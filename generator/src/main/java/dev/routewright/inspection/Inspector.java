package dev.routewright.inspection;

import dev.routewright.knowledge.BuiltIn;
import dev.routewright.knowledge.ComponentCatalog;
import dev.routewright.route.Grant;
import dev.routewright.route.Service;
import java.util.List;

/**
 * Judges a route file under one policy. Never loads it: the file is parsed once, read by the policy's grammar, judged by
 * the rules, and its grant computed, all on a tree of our own. Safe for many threads at once.
 */
public final class Inspector {
    private final Policy policy;
    private final ComponentCatalog catalog = ComponentCatalog.shared();
    private final List<Rule> rules;

    public Inspector(Policy policy) {
        this.policy = policy;
        var content = policy.content();
        this.rules = List.of(
                new ValueRules(content),
                new EndpointRules(content, catalog),
                new KameletRules(content),
                new SagaRules(),
                new ExpressionRules(content),
                new EgressRules(content),
                new HeaderRules(content),
                new EntryRules(content),
                new CallerHeaders(content),
                new FileRules(content),
                new KafkaRules(content),
                new DataFormatRules(content),
                new LimitRules(),
                new Repetitions(),
                new FileMoves(),
                new IdRules(),
                new CycleRules(),
                new SecretRules(),
                new ResilienceRules(content, catalog));
    }

    /** @param services everything the route may call, besides what is built in */
    public Inspection inspect(String yaml, List<Service> services) {
        var findings = new Findings();
        var grant = Grant.NOTHING;
        try {
            grant = shallow(yaml, BuiltIn.with(services), findings);
        } catch (Findings.Endless enough) {
            // what was found until then is more than anybody reads
        }
        return new Inspection(findings.inOrder(), grant);
    }

    /** Whatever is nested so that it cannot be read is refused, and not the inspector's failure. */
    private Grant shallow(String yaml, List<Service> services, Findings findings) {
        try {
            return judge(yaml, services, findings);
        } catch (StackOverflowError tooDeep) {
            findings.add(
                    RuleId.TOO_COMPLEX,
                    null,
                    null,
                    "The file is nested too deeply to be judged.",
                    RuleId.TOO_COMPLEX.remedy());
            return Grant.NOTHING;
        }
    }

    private Grant judge(String yaml, List<Service> services, Findings findings) {
        var content = policy.content();
        var tree = new DocumentReader(content.document(), findings).read(yaml);
        if (tree.isEmpty()) return Grant.NOTHING;
        var filled = new Placeholders(content.placeholders(), findings).fill(tree.get());
        var roots = new Grammar(content, catalog, findings).read(filled);
        // It must be divided anyway, and each part is judged then.
        if (findings.has(RuleId.TOO_MANY)) return Grant.NOTHING;
        var subject = new Subject(filled, roots, services);
        for (Rule rule : rules) rule.judge(subject, findings);
        new SecretRules().comments(yaml, findings);
        return findings.hasErrors() ? Grant.NOTHING : new GrantReader(subject).read();
    }
}
