package dev.routewright.inspection;

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

    /** @param services everything the route may call */
    public Inspection inspect(String yaml, List<Service> services) {
        var findings = new Findings();
        var content = policy.content();
        var tree = new DocumentReader(content.document(), findings).read(yaml);
        if (tree.isEmpty()) return new Inspection(findings.inOrder(), Grant.NOTHING);
        var filled = new Placeholders(content.placeholders(), findings).fill(tree.get());
        var roots = new Grammar(content, catalog, findings).read(filled);
        var subject = new Subject(filled, roots, List.copyOf(services));
        for (Rule rule : rules) rule.judge(subject, findings);
        new SecretRules().comments(yaml, findings);
        return new Inspection(
                findings.inOrder(), findings.hasErrors() ? Grant.NOTHING : new GrantReader(subject).read());
    }
}
