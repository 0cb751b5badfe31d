package dev.leadline.testsupport;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.net.IDN;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The rules of the house, as ArchUnit says them.
public final class ArchitectureRules {
  /// The base packages of the services.
  public static final Set<String> SERVICES =
      Set.of(
          "dev.leadline.intake",
          "dev.leadline.scoring",
          "dev.leadline.lifecycle",
          "dev.leadline.routing",
          "dev.leadline.sla");

  private static final List<String> DOORS = List.of("kafka", "http", "store");
  private static final Set<String> CLOCK_TYPES =
      Set.of(
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalTime",
          "java.time.LocalDateTime",
          "java.time.OffsetDateTime",
          "java.time.ZonedDateTime",
          "java.time.Year",
          "java.time.YearMonth");
  private static final Set<String> RANDOM_TYPES =
      Set.of(
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.security.SecureRandom",
          "java.util.concurrent.ThreadLocalRandom");

  private ArchitectureRules() {}

  /// A class's name says what it is for.
  public static final ArchRule NAMES =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveNameMatching(".*Utils?")
          .orShould()
          .haveNameMatching(".*D(to|TO)")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .because("such a name says nothing of what the class is for");

  /// A feature package is plain Java: it decides, and knows no framework, broker or database.
  ///
  /// @param service the base package of the service
  /// @param pure packages beyond Java's own that only compute, such as `javax.crypto..`
  public static ArchRule featuresArePlain(String service, String... pure) {
    return classes()
        .that(areFeaturesOf(service))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "java..", "org.jspecify..", "dev.leadline.events..", "dev.leadline.policy..")
                .and(
                    not(
                        resideInAnyPackage(
                            "java.sql..", "java.net..", "dev.leadline.policy.active..")))
                .or(areFeaturesOf(service))
                .or(resideInAnyPackage(pure))
                .or(describe("convert names", type -> type.isEquivalentTo(IDN.class)))
                .or(describe("are arrays of primitives", JavaClass::isPrimitive)))
        .because("a decision is tested without anything running");
  }

  /// Packages of a service do not need each other in a circle.
  public static ArchRule noCycles(String service) {
    return slices().matching(service + ".(*)..").should().beFreeOfCycles();
  }

  /// What comes in by Kafka, by HTTP and the store do not know of each other.
  public static ArchRule doorIsIndependent(String service, String door) {
    String[] others =
        DOORS.stream()
            .filter(other -> !other.equals(door))
            .map(other -> service + "." + other + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(service + "." + door + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .because("doors import application and features, never each other")
        .allowEmptyShould(true);
  }

  /// The application layer reaches the doors only through ports of its own.
  public static ArchRule applicationKnowsNoDoor(String service) {
    return noClasses()
        .that()
        .resideInAPackage(service + ".application..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(doorsOf(service));
  }

  /// A service knows another one by its events only.
  public static ArchRule standsAlone(String service) {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            SERVICES.stream()
                .filter(other -> !other.equals(service))
                .map(other -> other + "..")
                .toArray(String[]::new));
  }

  /// Time and ids come in: outside the doors nobody looks at a clock or throws dice.
  public static ArchRule timeAndIdsComeIn(String service) {
    return noClasses()
        .that(not(resideInAnyPackage(doorsOf(service))))
        .should()
        .callMethodWhere(describe("reads the clock", ArchitectureRules::readsTheClock))
        .orShould()
        .callMethodWhere(describe("makes a random id", ArchitectureRules::makesARandomId))
        .orShould()
        .accessTargetWhere(describe("is random", ArchitectureRules::isRandom))
        .because("the same input has to give the same decision");
  }

  static DescribedPredicate<JavaClass> areFeaturesOf(String service) {
    return resideInAnyPackage(service + "..")
        .and(not(resideInAnyPackage(service, service + ".application..", service + ".wiring..")))
        .and(not(resideInAnyPackage(doorsOf(service))))
        .as("features of " + service);
  }

  private static String[] doorsOf(String service) {
    return Arrays.stream(new String[] {"kafka", "http", "store", "wiring"})
        .map(door -> service + "." + door + "..")
        .toArray(String[]::new);
  }

  private static boolean readsTheClock(JavaCall<?> call) {
    String owner = call.getTargetOwner().getName();
    String method = call.getName();
    return (CLOCK_TYPES.contains(owner)
            && method.equals("now")
            && ((MethodCallTarget) call.getTarget()).getRawParameterTypes().isEmpty())
        || (owner.equals("java.lang.System") && method.equals("currentTimeMillis"));
  }

  private static boolean makesARandomId(JavaCall<?> call) {
    return call.getTargetOwner().getName().equals("java.util.UUID")
        && call.getName().equals("randomUUID");
  }

  private static boolean isRandom(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    return RANDOM_TYPES.contains(owner)
        || (owner.equals("java.lang.Math") && access.getName().equals("random"));
  }
}
