package dev.leadline.stack.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.stack.infra.Checkout;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
  @TempDir private Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void busyPortsAreNamedWithTheirHolderAndTheWayOut() throws Exception {
    // given
    try (ServerSocket first = listen();
        ServerSocket second = listen()) {
      Map<Member, Integer> ports = new EnumMap<>(Ports.free().byMember());
      ports.put(Member.INTAKE, first.getLocalPort());
      ports.put(Member.KAFKA, second.getLocalPort());
      // when
      Preflight preflight = new Preflight(settings(new Ports(ports), "policies/default"));
      // then
      String holder = "'java' (pid " + ProcessHandle.current().pid() + ")";
      assertThatThrownBy(preflight::check)
          .isInstanceOf(StackException.class)
          .hasMessage(
              """
              Port %d, which kafka needs, is taken by %s. Stop that, or set LEADLINE_KAFKA_PORT to another port.
              Port %d, which intake needs, is taken by %s. Stop that, or set LEADLINE_INTAKE_PORT to another port.\
              """
                  .formatted(second.getLocalPort(), holder, first.getLocalPort(), holder));
    }
  }

  /// Linux lets nobody keep anything there: nothing is free.
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsToldWithTheWayOut() {
    // given
    DataDirectory full = new DataDirectory(Path.of("/proc/leadline"));
    Path policy = Checkout.root().resolve("policies/default");
    // when, then
    assertThatThrownBy(new Preflight(new Settings(full, Ports.free(), policy))::check)
        .isInstanceOf(StackException.class)
        .hasMessage(
            "Only 0 MiB are free where '/proc/leadline' is, and 1024 are needed. Make room, or name another folder with --data.");
  }

  @Test
  void nothingIsSaidWhenNothingIsWrong() {
    new Preflight(settings(Ports.free(), "policies/default")).check();
  }

  @Test
  void aPolicyThatCannotBeUsedIsFoundBeforeAnythingStarts() {
    // given
    Preflight preflight = new Preflight(settings(Ports.free(), "local-stack"));
    // then
    assertThatThrownBy(preflight::check)
        .isInstanceOf(StackException.class)
        .satisfies(thrown ->
            assertThat(thrown.getMessage())
                .startsWith("The policy in '" + Checkout.root().resolve("local-stack"))
                .contains("routing.yaml"));
  }

  private Settings settings(Ports ports, String policy) {
    return new Settings(
        new DataDirectory(folder.resolve("not/there/yet")), ports, Checkout.root().resolve(policy));
  }

  private static ServerSocket listen() throws Exception {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}
