package dev.routewright.web;

import dev.routewright.cell.CamelCells;
import dev.routewright.cell.CellRuntime.DeadLetters;
import dev.routewright.cell.Settings;
import dev.routewright.drafting.Drafter;
import dev.routewright.drafting.OfflineDrafter;
import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Policy;
import dev.routewright.integration.Judge;
import dev.routewright.integration.Rehearsing;
import dev.routewright.integration.Way;
import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.knowledge.ServiceKamelets;
import dev.routewright.rehearsal.Rehearsal;
import dev.routewright.services.Invoker;
import dev.routewright.services.LiveServices;
import dev.routewright.services.ServiceRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.camel.catalog.DefaultCamelCatalog;
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
    Policy policy(RoutewrightProperties properties) {
        var file = properties.policy().file();
        if (file == null) return Policy.standard();
        try (var in = Files.newInputStream(file)) {
            return Policy.read(in);
        } catch (IOException e) {
            throw new SettingUnusable("routewright.policy.file", "The file %s cannot be read.".formatted(file));
        } catch (IllegalArgumentException e) {
            throw new SettingUnusable("routewright.policy.file", e.getMessage());
        }
    }

    @Bean
    Drafter drafter() {
        return new OfflineDrafter();
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
    LiveServices services(ServiceRegistry.Store store, RoutewrightProperties properties) {
        return new LiveServices(
                OpenApiServices::read, store, properties.mediation().asMediation());
    }

    @Bean
    Invoker invoker(LiveServices services) {
        return new Invoker(services);
    }

    @Bean
    CamelCells cells(RoutewrightProperties properties, Invoker invoker, LiveServices services, DeadLetters letters) {
        var ingress = properties.ingress();
        var settings = new Settings(
                properties.dataDir().resolve("files"),
                Optional.ofNullable(properties.kafka().brokers()),
                new InetSocketAddress(ingress.address(), ingress.port()),
                Math.toIntExact(ingress.maxBody().toBytes()),
                ingress.maxRequests(),
                ingress.answerWithin(),
                ingress.drain(),
                true);
        return new CamelCells(settings, invoker, services, ServiceKamelets::yaml, letters);
    }

    @Bean
    Rehearsing rehearsing(CamelCells cells) {
        return new Rehearsal(cells)::run;
    }

    @Bean
    Way.Setup setup(RoutewrightProperties properties, Policy policy) {
        return new Way.Setup(
                properties.model().maxRounds(), policy.hash(), new DefaultCamelCatalog().getCatalogVersion());
    }
}
