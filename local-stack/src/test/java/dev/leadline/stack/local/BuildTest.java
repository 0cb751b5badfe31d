package dev.leadline.stack.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {
  private static final Instant BUILT = Instant.parse("2026-03-02T09:00:00Z");

  private final List<String> progress = new ArrayList<>();
  @TempDir private Path root;

  @BeforeEach
  void buildEverything() throws IOException {
    for (Member service : Member.services()) {
      touch(service.module() + "/pom.xml", BUILT.minusSeconds(60));
      touch(service.module() + "/src/main/java/A.java", BUILT.minusSeconds(60));
      touch(service.module() + "/target/quarkus-app/quarkus-run.jar", BUILT);
    }
    touch("libs/events/src/main/java/Lead.java", BUILT.minusSeconds(60));
    touch("simulator/src/main/java/A.java", BUILT.minusSeconds(60));
    touch("simulator/target/simulator.built", BUILT);
  }

  @Test
  void whatWasBuiltAfterItsSourcesIsNotStale() {
    assertThat(new Build(root, "mvn").stale()).isEmpty();
  }

  @Test
  void aServiceIsStaleWhenItsSourcesAreNewerOrItsJarIsNotThere() throws IOException {
    // given
    touch("routing-service/src/main/resources/db/migration/V1__a.sql", BUILT.plusSeconds(1));
    Files.delete(root.resolve("sla-monitor/target/quarkus-app/quarkus-run.jar"));
    // then
    assertThat(new Build(root, "mvn").stale()).containsExactly(Member.ROUTING, Member.SLA_MONITOR);
  }

  @Test
  void allServicesAreStaleWhenALibraryIsNewer() throws IOException {
    // given
    touch("libs/events/src/main/java/Lead.java", BUILT.plusSeconds(1));
    // then
    assertThat(new Build(root, "mvn").stale()).isEqualTo(Member.services());
  }

  @Test
  void testsMakeNothingStale() throws IOException {
    // given
    touch("routing-service/src/test/java/ATest.java", BUILT.plusSeconds(1));
    // then
    assertThat(new Build(root, "mvn").stale()).isEmpty();
  }

  @Test
  void onlyWhatIsStaleIsBuilt() throws IOException {
    // given
    touch("intake-service/src/main/java/A.java", BUILT.plusSeconds(1));
    touch("sla-monitor/src/main/java/A.java", BUILT.plusSeconds(1));
    // then
    assertThat(built()).contains("-pl intake-service,sla-monitor,simulator -am package");
    assertThat(progress.getFirst())
        .isEqualTo(
            "building intake-service,sla-monitor,simulator (sources are newer than jars) ...");
  }

  @Test
  void theSimulatorIsBuiltWithoutTheApplicationsWhenOnlyItIsStale() throws IOException {
    // given
    touch("simulator/src/main/java/A.java", BUILT.plusSeconds(1));
    // then
    assertThat(built()).contains("-Dquarkus.build.skip=true").contains("-pl simulator -am package");
    assertThat(built()).isEmpty();
  }

  @Test
  void aFailedBuildShowsItsErrors() throws IOException {
    // given
    touch("libs/events/src/main/java/Lead.java", BUILT.plusSeconds(1));
    Path maven = script("echo '[INFO] fine'; echo '[ERROR] A.java: no'; exit 1");
    Path log = root.resolve("build.log");
    // then
    assertThatThrownBy(() -> new Build(root, maven.toString()).runStale(log, _ -> {}))
        .isInstanceOf(StackException.class)
        .hasMessage("The build failed; its log is '%s':\n[ERROR] A.java: no".formatted(log));
  }

  /// Builds what is stale.
  ///
  /// @return the arguments of Maven; empty when it was not run
  private String built() throws IOException {
    Path arguments = root.resolve("arguments");
    Files.writeString(arguments, "");
    Path maven = script("echo \"$@\" > arguments");
    new Build(root, maven.toString()).runStale(root.resolve("log"), progress::add);
    return Files.readString(arguments);
  }

  private Path script(String text) throws IOException {
    Path script = root.resolve("maven");
    Files.writeString(script, "#!/bin/sh\n" + text + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private void touch(String name, Instant modified) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    Files.setLastModifiedTime(file, FileTime.from(modified));
  }
}
