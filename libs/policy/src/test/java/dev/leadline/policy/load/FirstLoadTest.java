package dev.leadline.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Prints what the first load of a policy costs a process, for a look: five services do it at once
/// when the stack starts. What is asserted holds on any machine: which classes it does without.
class FirstLoadTest {
  private static final String ROOT = System.getProperty("leadline.root", "../..");

  @Test
  void theFirstLoadDoesWithoutHolidaysAndTheRuntimeOfCel() throws Exception {
    // given
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xlog:class+load:stdout:none",
                "-cp",
                System.getProperty("java.class.path"),
                FirstLoad.class.getName(),
                Path.of(ROOT, "policies", "default").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();

    // when
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    // then
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(said).contains("dev.leadline.policy.Policy ");
    assertThat(said).doesNotContain("org.glassfish.jaxb").doesNotContain("dev.cel.runtime.planner");
    said.lines().filter(line -> line.startsWith("First load")).forEach(System.out::println);
  }

  /// Loads a policy and says what that took.
  static final class FirstLoad {
    private FirstLoad() {}

    public static void main(String[] arguments) {
      var system =
          (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      var classes = ManagementFactory.getClassLoadingMXBean();
      long cpu = system.getProcessCpuTime();
      long loaded = classes.getTotalLoadedClassCount();
      TestPolicies.load(Path.of(arguments[0]));
      System.out.printf(
          "%nFirst load: %d ms of processor time, %d classes%n",
          TimeUnit.NANOSECONDS.toMillis(system.getProcessCpuTime() - cpu),
          classes.getTotalLoadedClassCount() - loaded);
    }
  }
}
