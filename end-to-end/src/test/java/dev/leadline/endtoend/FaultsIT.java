package dev.leadline.endtoend;

import dev.leadline.stack.local.Member;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each part of the system in turn is killed without warning while leads come in. What went in is
/// counted, and what came out: every accepted lead has one assignment, and no lead has two.
@ExtendWith(SystemUnderTest.Extension.class)
class FaultsIT {
  private static final int LEADS = 600;

  private final SystemUnderTest system;

  FaultsIT(SystemUnderTest system) {
    this.system = system;
  }

  @ParameterizedTest
  @EnumSource(Member.class)
  void nothingIsLostAndNothingTwiceWhenAPartIsKilled(Member victim) throws InterruptedException {
    // given
    try (SteadyLeads leads = new SteadyLeads(system)) {
      Thread killer = Thread.ofPlatform().start(() -> killAndRestart(victim));
      // when
      leads.send(LEADS);
      killer.join();
      // then
      leads.assertEachIsAssignedOnce();
    }
  }

  private void killAndRestart(Member victim) {
    pause(Duration.ofSeconds(2));
    system.stack().kill(victim);
    pause(Duration.ofSeconds(1));
    system.stack().start(victim);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      throw new AssertionError("Interrupted", interrupted);
    }
  }
}
