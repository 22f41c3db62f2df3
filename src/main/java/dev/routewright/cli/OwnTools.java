package dev.routewright.cli;

import dev.routewright.cell.CamelStage;
import dev.routewright.drafting.CredentialsAside;
import dev.routewright.drafting.Drafter;
import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Policy;
import dev.routewright.integration.Drafters;
import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.knowledge.ServiceKamelets;
import dev.routewright.rehearsal.Rehearsal;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Grant;
import dev.routewright.route.Service;
import dev.routewright.services.LiveServices;
import dev.routewright.services.Mediation;
import dev.routewright.services.ServiceRegistry;
import dev.routewright.web.LocalSettings;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The parts the server uses too, made here without Spring. */
final class OwnTools implements LocalWorkbench.Tools {
    private final Policy policy;
    private final Inspector inspector;
    private final Supplier<LocalSettings> read;
    private @Nullable LocalSettings settings;
    private @Nullable Drafter drafter;

    /** @param settings of drafting, read when something is drafted: a wrong one keeps no route from being checked */
    OwnTools(Policy policy, Supplier<LocalSettings> settings) {
        this.policy = policy;
        this.inspector = new Inspector(policy);
        this.read = settings;
    }

    /** A model gets no credentials here either. */
    @Override
    public Drafter.Outcome draft(Drafter.Brief brief, Drafter.Listener listener) {
        if (drafter == null)
            drafter = new CredentialsAside(Drafters.of(settings().model(), policy.vocabulary()));
        return drafter.draft(brief, listener);
    }

    @Override
    public int rounds() {
        return settings().model().isEmpty() ? 1 : settings().maxRounds();
    }

    private LocalSettings settings() {
        if (settings == null) settings = read.get();
        return settings;
    }

    @Override
    public Workbench.Inspected inspect(String yaml, List<Service> services) {
        var inspection = inspector.inspect(yaml, services);
        return new Workbench.Inspected(inspection.findings(), inspection.grant());
    }

    @Override
    public Evidence rehearse(Draft draft, Grant grant, Map<String, String> documents, Consumer<Evidence.Run> progress) {
        try (var services = new LiveServices(OpenApiServices::read, new Forgetful(), Mediation.DEFAULT);
                var stage = new CamelStage(services, ServiceKamelets::yaml, policy.permitted())) {
            documents.forEach(services::register);
            var known = services.all().stream()
                    .map(ServiceRegistry.Registered::service)
                    .toList();
            return new Rehearsal(stage).run(draft, grant, known, progress);
        }
    }

    @Override
    public void close() {}

    /** Nothing a rehearsal registers outlives it. */
    private static final class Forgetful implements ServiceRegistry.Store {
        @Override
        public List<Stored> load() {
            return List.of();
        }

        @Override
        public void save(Stored stored) {}

        @Override
        public void delete(String name) {}
    }
}
