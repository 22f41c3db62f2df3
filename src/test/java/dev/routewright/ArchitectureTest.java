package dev.routewright;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Arrows point one way. Every rule has one offender in {@code dev.routewright.offenders}, named in the same package as
 * the code it imitates, to prove that the rule can fail.
 */
class ArchitectureTest {
    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.routewright");
    /** The class of the command line that starts the runtime; it may know Spring, and nothing else there. */
    private static final String DOOR_TO_SPRING = "SpringServing";

    private static final JavaClasses OFFENDERS = new ClassFileImporter().importPackages("dev.routewright.offenders");

    @TestFactory
    Stream<DynamicTest> arrowsPointOneWay() {
        return Stream.of(
                        new Rule(
                                "ServicesThatKnowCells",
                                doesNotDependOn(
                                        "services",
                                        "outbox",
                                        "cell",
                                        "journal",
                                        "integration",
                                        "operations",
                                        "web",
                                        "cli"),
                                "a service is called the same way whoever runs the route"),
                        new Rule(
                                "AnOutboxThatKnowsCells",
                                doesNotDependOn("outbox", "cell", "journal", "integration", "web", "cli"),
                                "a call is made whatever became of the cell that accepted it"),
                        new Rule(
                                "AnOutboxThatUsesSpring",
                                doesNotUse("outbox", "org.springframework.."),
                                "calls are undone in a rehearsal from the command line too, without Spring"),
                        new Rule(
                                "CellsThatKnowAWayIn",
                                doesNotDependOn("cell", "camel", "journal", "integration", "operations", "web", "cli"),
                                "a cell runs what it is given and decides nothing"),
                        new Rule(
                                "AJournalThatKnowsAWayIn",
                                doesNotDependOn("journal", "integration", "operations", "web", "cli"),
                                "a store keeps what it is handed and steers nobody"),
                        new Rule(
                                "ALibraryThatKnowsAWayIn",
                                doesNotDependOn(
                                        "camel",
                                        "export",
                                        "deploy",
                                        "jmx",
                                        "integration",
                                        "operations",
                                        "web",
                                        "cli",
                                        "drafting"),
                                "the library goes where none of them is"),
                        new Rule(
                                "ALibraryThatBootsSpring",
                                doesNotUse("camel", "org.springframework.context..", "org.springframework.boot.."),
                                "the library equips any Camel, whoever started it"),
                        new Rule(
                                "IntegrationsThatKnowAWayIn",
                                doesNotDependOn("integration", "operations", "jmx", "web", "cli"),
                                "a feature never knows its ways in"),
                        new Rule(
                                "AnExportThatKnowsAWayIn",
                                doesNotDependOn("export", "operations", "web", "cli"),
                                "what leaves is the same whoever asked for it"),
                        new Rule(
                                "OperationsThatSteer",
                                doesNotDependOn("operations", "journal", "integration", "web", "cli"),
                                "figures are taken of what runs and change nothing about it"),
                        new Rule(
                                "ADeploymentThatKnowsIntegrations",
                                doesNotDependOn(
                                        "deploy",
                                        "services",
                                        "outbox",
                                        "cell",
                                        "journal",
                                        "integration",
                                        "operations",
                                        "export",
                                        "web",
                                        "cli"),
                                "it brings documents to a cluster, whoever wrote them"),
                        new Rule(
                                "ACommandThatUsesKubernetes",
                                doesNotUse("cli", "io.fabric8.."),
                                "the other commands would have to load its client"),
                        new Rule(
                                "AWebThatUsesKubernetes",
                                doesNotUse("web", "io.fabric8..", "dev.routewright.deploy.."),
                                "the server needs no rights in a cluster"),
                        new Rule(
                                "AWebThatKnowsTheCommandLine",
                                doesNotDependOn("web", "cli"),
                                "ways in stand side by side"),
                        new Rule(
                                "AJmxThatKnowsHowItIsReached",
                                doesNotDependOn("jmx", "cell", "web", "cli"),
                                "what is asked over JMX goes the way of every other door, whoever stands before it"),
                        new Rule(
                                "AGuardThatKnowsWhatItGuards",
                                doesNotDependOn("web.security", "integration", "cell", "cli"),
                                "who may look is decided without knowing what there is to see"),
                        new Rule(
                                "AJudgeThatKnowsTheJudged",
                                doesNotDependOn(
                                        "bench",
                                        "services",
                                        "outbox",
                                        "cell",
                                        "journal",
                                        "integration",
                                        "operations",
                                        "jmx",
                                        "web",
                                        "cli",
                                        "drafting",
                                        "inspection",
                                        "knowledge",
                                        "rehearsal",
                                        "route"),
                                "a judge that shared code with the judged would share its mistakes"),
                        new Rule(
                                "CellsThatUseSpring",
                                doesNotUse("cell", "org.springframework.."),
                                "a cell starts in a rehearsal from the command line too, without Spring"),
                        new Rule(
                                "ServicesThatUseSpring",
                                doesNotUse("services", "org.springframework.."),
                                "services are called in a rehearsal from the command line too, without Spring"),
                        new Rule(
                                "ACommandThatUsesSpring",
                                doesNotUse("cli", "org.springframework.."),
                                "only serve may boot Spring, and it does so through the web package"),
                        new Rule(
                                "AControllerThatUsesJdbc",
                                doesNotUse("web", "java.sql..", "javax.sql..", "org.springframework.jdbc.."),
                                "a controller translates and stops"))
                .map(rule -> DynamicTest.dynamicTest(rule.offender(), rule::check));
    }

    private static ArchRule doesNotDependOn(String from, String... to) {
        return doesNotUse(
                from,
                Arrays.stream(to).map(name -> "dev.routewright." + name + "..").toArray(String[]::new));
    }

    private static ArchRule doesNotUse(String from, String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage("dev.routewright." + from + "..", "dev.routewright.offenders." + from + "..")
                .and()
                .doNotHaveSimpleName(DOOR_TO_SPRING)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }

    /** @param offender simple name of the class that breaks this rule */
    private record Rule(String offender, ArchRule rule, String because) {
        void check() {
            var reasoned = rule.because(because);
            reasoned.check(PRODUCTION);
            assertThat(reasoned.evaluate(OFFENDERS).getFailureReport().getDetails())
                    .anySatisfy(line -> assertThat(line).contains("." + offender + "."));
        }
    }
}
