package dev.routewright;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import dev.routewright.offenders.drafting.DraftingThatKnowsRehearsal;
import dev.routewright.offenders.inspection.InspectionThatAsksAModel;
import dev.routewright.offenders.inspection.InspectionThatKnowsDrafting;
import dev.routewright.offenders.knowledge.KnowledgeThatKnowsDrafting;
import dev.routewright.offenders.rehearsal.RehearsalThatKnowsInspection;
import dev.routewright.offenders.rehearsal.RehearsalThatNeedsSpring;
import dev.routewright.offenders.route.RouteThatKnowsALibrary;
import org.junit.jupiter.api.Test;

/** The arrows of the generator: route ← knowledge ← drafting, inspection, rehearsal. */
class ArchitectureTest {
    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.routewright");

    @Test
    void routeUsesNothingButTheJdk() {
        holdsExceptFor(
                classes()
                        .that()
                        .resideInAPackage("dev.routewright..route..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage("java..", "org.jspecify..", "dev.routewright..route..")
                        .because("every other part speaks these words, whatever it is built with"),
                RouteThatKnowsALibrary.class);
    }

    @Test
    void knowledgeDoesNotKnowWhoUsesIt() {
        holdsExceptFor(
                noClasses()
                        .that()
                        .resideInAPackage("dev.routewright..knowledge..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.routewright..drafting..",
                                "dev.routewright..inspection..",
                                "dev.routewright..rehearsal..")
                        .because("what may be used does not depend on who asks"),
                KnowledgeThatKnowsDrafting.class);
    }

    @Test
    void draftingDoesNotKnowItsJudges() {
        holdsExceptFor(siblings("drafting", "inspection", "rehearsal"), DraftingThatKnowsRehearsal.class);
    }

    @Test
    void inspectionJudgesWhateverWasDraftedByWhomever() {
        holdsExceptFor(siblings("inspection", "drafting", "rehearsal"), InspectionThatKnowsDrafting.class);
    }

    @Test
    void rehearsalTrustsNeitherDraftingNorInspection() {
        holdsExceptFor(siblings("rehearsal", "drafting", "inspection"), RehearsalThatKnowsInspection.class);
    }

    @Test
    void theGeneratorNeedsNoSpring() {
        holdsExceptFor(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.springframework..", "org.apache.camel.spring..")
                        .because("a build and a command line use the generator without starting an application"),
                RehearsalThatNeedsSpring.class);
    }

    @Test
    void onlyDraftingTalksToAModel() {
        holdsExceptFor(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.routewright..drafting..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.langchain4j..")
                        .because("a second door to the model would bypass what the first one keeps out"),
                InspectionThatAsksAModel.class);
    }

    private static ArchRule siblings(String one, String... others) {
        var packages = new String[others.length];
        for (int n = 0; n < others.length; n++) packages[n] = "dev.routewright..%s..".formatted(others[n]);
        return noClasses()
                .that()
                .resideInAPackage("dev.routewright..%s..".formatted(one))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .because("the three meet in the plan and the draft only, so that none can excuse another")
                .allowEmptyShould(true);
    }

    private static void holdsExceptFor(ArchRule rule, Class<?> offender) {
        rule.check(PRODUCTION);
        EvaluationResult found = rule.evaluate(new ClassFileImporter().importClasses(offender));
        assertThat(found.hasViolation())
                .as("the rule lets its offender %s pass", offender)
                .isTrue();
    }
}
