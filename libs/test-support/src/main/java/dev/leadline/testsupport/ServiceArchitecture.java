package dev.leadline.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds a service to the rules of the house. A service extends it by a class that names its base
/// package:
///
/// ```java
/// class ArchitectureTest extends ServiceArchitecture {
///   ArchitectureTest() {
///     super("dev.leadline.routing");
///   }
/// }
/// ```
public abstract class ServiceArchitecture {
  private final String service;
  private final String[] pure;
  private final JavaClasses classes;

  /// @param service the base package, one of [ArchitectureRules#SERVICES]
  /// @param pure packages that its features may use because they only compute
  protected ServiceArchitecture(String service, String... pure) {
    this.service = service;
    this.pure = pure.clone();
    this.classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(service);
  }

  @Test
  void theServiceHasFeaturesAndAnApplicationLayer() {
    assertThat(ArchitectureRules.SERVICES).contains(service);
    assertThat(classes.that(ArchitectureRules.areFeaturesOf(service))).isNotEmpty();
    assertThat(classes.containPackage(service + ".application")).isTrue();
  }

  @Test
  void featuresArePlainJava() {
    ArchitectureRules.featuresArePlain(service, pure).check(classes);
  }

  @Test
  void packagesNeedEachOtherInNoCircle() {
    ArchitectureRules.noCycles(service).check(classes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka", "http", "store"})
  void aDoorDoesNotKnowTheOthers(String door) {
    ArchitectureRules.doorIsIndependent(service, door).check(classes);
  }

  @Test
  void theApplicationLayerKnowsNoDoor() {
    ArchitectureRules.applicationKnowsNoDoor(service).check(classes);
  }

  @Test
  void theServiceKnowsOthersByTheirEventsOnly() {
    ArchitectureRules.standsAlone(service).check(classes);
  }

  @Test
  void timeAndIdsComeIn() {
    ArchitectureRules.timeAndIdsComeIn(service).check(classes);
  }

  @Test
  void namesSayWhatAClassIsFor() {
    ArchitectureRules.NAMES.check(classes);
  }
}
