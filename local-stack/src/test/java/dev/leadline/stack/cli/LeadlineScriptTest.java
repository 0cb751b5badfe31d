package dev.leadline.stack.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.stack.infra.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The part of the `leadline` script that runs before there is a JDK.
class LeadlineScriptTest {
  @TempDir private Path folder;

  @Test
  void javaHomeIsTakenWhenItIsNewEnough() throws Exception {
    // given
    Path jdk = jdk("a", "25.0.1");
    // then
    assertThat(find(jdk, folder.resolve("none"))).isEqualTo(new Outcome(0, jdk + "\n"));
  }

  @Test
  void anOlderJavaHomeIsPassedOverForAJdkThatIsNewEnough() throws Exception {
    // given
    Path old = jdk("old", "17.0.15");
    Path jdk = jdk("jvm/new", "26");
    jdk("jvm/jre-only", "25");
    Files.delete(folder.resolve("jvm/jre-only/bin/javac"));
    // then
    assertThat(find(old, folder.resolve("jvm"))).isEqualTo(new Outcome(0, jdk + "\n"));
  }

  @Test
  void withoutAJdkItSaysWhatWasFoundAndHowToGetOne() throws Exception {
    // given
    Path old = jdk("old", "17.0.15");
    // when
    Outcome outcome = find(old, folder.resolve("none"));
    // then
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output())
        .startsWith(
            """
            Leadline needs JDK 25 or newer, and none was found.
            Found, but too old:
              JDK 17 in %s
            Get one, then run this again:
            """
                .formatted(old));
  }

  private record Outcome(int exitCode, String output) {}

  /// Runs the search with nothing of this machine in sight.
  private Outcome find(Path javaHome, Path searched) throws Exception {
    ProcessBuilder shell =
        new ProcessBuilder(
                "/usr/bin/env",
                "bash",
                "-c",
                "source \"$1\"; PATH=/nowhere; find_jdk",
                "test",
                Checkout.root().resolve("leadline").toString())
            .redirectErrorStream(true);
    shell.environment().put("JAVA_HOME", javaHome.toString());
    shell.environment().put("LEADLINE_JDK_SEARCH", searched + "/*");
    Process process = shell.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Outcome(process.waitFor(), output);
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Files.createFile(
        home.resolve("bin/javac"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return home;
  }
}
