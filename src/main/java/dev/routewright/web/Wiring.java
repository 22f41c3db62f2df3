package dev.routewright.web;

import dev.routewright.cell.Budget;
import dev.routewright.cell.CamelCells;
import dev.routewright.cell.CamelStage;
import dev.routewright.cell.CellRuntime;
import dev.routewright.cell.Jmx;
import dev.routewright.cell.Settings;
import dev.routewright.drafting.Drafter;
import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Permitted;
import dev.routewright.inspection.Policy;
import dev.routewright.integration.Credentials;
import dev.routewright.integration.Drafters;
import dev.routewright.integration.Judge;
import dev.routewright.integration.Rehearsing;
import dev.routewright.integration.ServiceNews;
import dev.routewright.integration.Way;
import dev.routewright.journal.DeadLetterStore;
import dev.routewright.journal.Journal;
import dev.routewright.journal.ServiceStore;
import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.knowledge.ServiceKamelets;
import dev.routewright.operations.Figures;
import dev.routewright.outbox.Letters;
import dev.routewright.outbox.Outbox;
import dev.routewright.outbox.OutboxStore;
import dev.routewright.rehearsal.Rehearsal;
import dev.routewright.services.Invoker;
import dev.routewright.services.LiveServices;
import dev.routewright.services.Memory;
import dev.routewright.services.oauth.TokenAddress;
import dev.routewright.services.oauth.TokenCredentials;
import dev.routewright.services.oauth.Tokens;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * What drafts, judges and runs: the one place that knows their classes. Tests put their own in its place (profile
 * {@code fakes}).
 */
@Configuration(proxyBeanMethods = false)
@Profile("!fakes")
class Wiring {

    @Bean
    LiveServices services(ServiceStore store, Journal journal, RoutewrightProperties properties) {
        dev.routewright.services.Mediation standard;
        try {
            standard = properties.mediation().asMediation();
        } catch (IllegalArgumentException e) {
            throw new SettingUnusable("routewright.mediation", String.valueOf(e.getMessage()));
        }
        if (properties.discovery().every().toMillis() < 1_000)
            throw new SettingUnusable("routewright.discovery.every", "It is below 1s.");
        return new LiveServices(
                OpenApiServices::read,
                store,
                standard,
                new ServiceNews(journal),
                properties.discovery().every());
    }

    @Bean
    TokenAddress tokenAddress() {
        return new TokenAddress();
    }

    @Bean
    Invoker invoker(LiveServices services, Credentials credentials, TokenAddress tokens, Figures figures) {
        return new Invoker(services, new TokenCredentials(credentials, new Tokens(tokens)), figures);
    }

    @Bean
    Outbox outbox(OutboxStore store, Invoker invoker, Letters letters, OutboxProperties properties, Clock clock) {
        return Outbox.live(store, invoker, letters, properties.limits(), clock);
    }

    @Bean
    CamelCells cells(
            RoutewrightProperties properties,
            Invoker invoker,
            Memory memory,
            Outbox outbox,
            LiveServices services,
            Policy policy,
            DeadLetterStore letters,
            CellRuntime.SecurityEvents security,
            Figures figures) {
        return new CamelCells(
                settings(properties),
                invoker,
                memory,
                outbox,
                services,
                ServiceKamelets::yaml,
                policy.permitted(),
                letters,
                security,
                figures);
    }

    private static Settings settings(RoutewrightProperties properties) {
        var ingress = properties.ingress();
        if (ingress.maxBody().toBytes() > DeadLetterStore.LARGEST)
            throw new SettingUnusable(
                    "routewright.ingress.max-body",
                    "It is above 10MB, so not every message could be kept when it fails.");
        var door = new InetSocketAddress(ingress.address(), ingress.port());
        if (door.isUnresolved())
            throw new SettingUnusable(
                    "routewright.ingress.address", "“%s” is no address of this machine.".formatted(ingress.address()));
        return new Settings(
                properties.dataDir().resolve("files"),
                Optional.ofNullable(properties.kafka().brokers()).filter(brokers -> !brokers.isBlank()),
                properties.kafka().consumers(),
                door,
                Math.toIntExact(ingress.maxBody().toBytes()),
                ingress.maxRequests(),
                ingress.answerWithin(),
                ingress.drain(),
                new Jmx(properties.jmx().level(), properties.deadLetters().masks()),
                budget(properties.cell()),
                entrance(ingress));
    }

    private static Settings.Entrance entrance(RoutewrightProperties.Ingress ingress) {
        try {
            return new Settings.Entrance(ingress.rate(), ingress.idempotencyKeep());
        } catch (IllegalArgumentException e) {
            throw new SettingUnusable("routewright.ingress", String.valueOf(e.getMessage()));
        }
    }

    private static Budget budget(RoutewrightProperties.Cell cell) {
        try {
            return new Budget(
                    cell.threads(),
                    cell.underWay(),
                    cell.steps(),
                    cell.depth(),
                    cell.messageMemory().toBytes(),
                    cell.memory().toBytes(),
                    cell.waiting(),
                    cell.shortestPeriod(),
                    cell.burnsFor(),
                    cell.stuckAfter(),
                    cell.givenUpAfter());
        } catch (IllegalArgumentException e) {
            throw new SettingUnusable("routewright.cell", String.valueOf(e.getMessage()));
        }
    }

    @Bean
    Drafter drafter(ModelProperties model, Policy policy) {
        return Drafters.of(model.settings(), policy.vocabulary());
    }

    @Bean
    Policy policy(RoutewrightProperties properties) {
        var file = properties.policy().file();
        var policy = file == null ? Policy.standard() : policy(file);
        var log = LoggerFactory.getLogger(Policy.class);
        policy.warnings().forEach(warning -> log.warn("[policy] {}", warning));
        return policy;
    }

    @Bean
    Permitted permitted(Policy policy) {
        return policy.permitted();
    }

    private static Policy policy(Path file) {
        try (var in = Files.newInputStream(file)) {
            return Policy.read(in);
        } catch (IOException e) {
            throw new SettingUnusable("routewright.policy.file", "The file %s cannot be read.".formatted(file));
        } catch (IllegalArgumentException e) {
            throw new SettingUnusable("routewright.policy.file", String.valueOf(e.getMessage()));
        }
    }

    @Bean
    Judge judge(Policy policy) {
        var inspector = new Inspector(policy);
        return (yaml, services) -> {
            var inspection = inspector.inspect(yaml, services);
            return new Judge.Judgement(inspection.findings(), inspection.grant());
        };
    }

    @Bean
    CamelStage stage(LiveServices services, Policy policy) {
        return new CamelStage(services, ServiceKamelets::yaml, policy.permitted());
    }

    @Bean
    Rehearsing rehearsing(CamelStage stage, RoutewrightProperties properties) {
        var limits = properties.rehearsal();
        return new Rehearsal(stage, limits.timeLimit(), limits.maxMessages())::run;
    }

    @Bean
    Way.Setup setup(Policy policy, ModelProperties model) {
        var catalog = new DefaultCamelCatalog().getCatalogVersion();
        var camel = Optional.ofNullable(CamelContext.class.getPackage().getImplementationVersion());
        return new Way.Setup(
                model.maxRounds(), policy.hash(), catalog, camel.orElse(catalog), Drafters.prices(model.settings()));
    }
}
