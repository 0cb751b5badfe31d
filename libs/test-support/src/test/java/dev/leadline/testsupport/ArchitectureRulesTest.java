package dev.leadline.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureRulesTest {
  private static final String SERVICE = "dev.leadline.routing";

  private final JavaClasses classes = new ClassFileImporter().importPackages(SERVICE);

  @Test
  void aFeatureThatKnowsAStoreIsNotPlain() {
    assertThat(failures(ArchitectureRules.featuresArePlain(SERVICE)))
        .isNotEmpty()
        .allMatch(failure -> failure.contains("RosterManager"));
  }

  @Test
  void aCircleOfPackagesIsFound() {
    assertThat(failures(ArchitectureRules.noCycles(SERVICE)))
        .anyMatch(failure -> failure.contains("Slice roster") && failure.contains("Slice store"));
  }

  @Test
  void aDoorThatKnowsAnotherIsFound() {
    assertThat(failures(ArchitectureRules.doorIsIndependent(SERVICE, "http")))
        .isNotEmpty()
        .allMatch(failure -> failure.contains("RosterResource"));
    assertThat(failures(ArchitectureRules.doorIsIndependent(SERVICE, "kafka"))).isEmpty();
    assertThat(failures(ArchitectureRules.doorIsIndependent(SERVICE, "store"))).isEmpty();
  }

  @Test
  void anApplicationLayerThatKnowsADoorIsFound() {
    assertThat(failures(ArchitectureRules.applicationKnowsNoDoor(SERVICE)))
        .isNotEmpty()
        .allMatch(failure -> failure.contains("Assigning"));
  }

  @Test
  void aServiceThatKnowsAnotherIsFound() {
    assertThat(failures(ArchitectureRules.standsAlone(SERVICE)))
        .isNotEmpty()
        .allMatch(failure -> failure.contains("scoring.fit.Fit"));
  }

  @Test
  void clocksAndDiceAreFoundOutsideTheDoors() {
    assertThat(failures(ArchitectureRules.timeAndIdsComeIn(SERVICE)))
        .anyMatch(failure -> failure.contains("Instant.now()"))
        .anyMatch(failure -> failure.contains("UUID.randomUUID()"))
        .anyMatch(failure -> failure.contains("java.util.Random"))
        .allMatch(failure -> failure.contains("RosterManager"));
  }

  @Test
  void aNameThatSaysNothingIsFound() {
    assertThat(failures(ArchitectureRules.NAMES))
        .hasSize(1)
        .allMatch(failure -> failure.contains("RosterManager"));
  }

  private List<String> failures(ArchRule rule) {
    return rule.evaluate(classes).getFailureReport().getDetails();
  }
}
