package dev.leadline.stack.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

  @Test
  void withoutVariablesThePortsAreTheWellKnownOnes() {
    assertThat(Ports.from(Map.of()).byMember())
        .isEqualTo(
            Map.of(
                Member.POSTGRES, 54320,
                Member.KAFKA, 9092,
                Member.INTAKE, 8081,
                Member.SCORING, 8082,
                Member.LIFECYCLE, 8083,
                Member.ROUTING, 8084,
                Member.SLA_MONITOR, 8085));
  }

  @Test
  void aVariableMovesAPort() {
    // when
    Ports ports =
        Ports.from(Map.of("LEADLINE_SLA_MONITOR_PORT", "9085", "LEADLINE_KAFKA_PORT", ""));
    // then
    assertThat(ports.url(Member.SLA_MONITOR)).isEqualTo("http://127.0.0.1:9085");
    assertThat(ports.of(Member.KAFKA)).isEqualTo(9092);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "http", "80 81"})
  void whatIsNoPortIsRefusedByTheNameOfItsVariable(String value) {
    assertThatThrownBy(() -> Ports.from(Map.of("LEADLINE_INTAKE_PORT", value)))
        .isInstanceOf(StackException.class)
        .hasMessage("LEADLINE_INTAKE_PORT is '" + value + "', which is no port (1 to 65535)");
  }

  @Test
  void twoMembersCannotHaveOnePort() {
    assertThatThrownBy(() -> Ports.from(Map.of("LEADLINE_ROUTING_PORT", "8081")))
        .isInstanceOf(StackException.class)
        .hasMessage(
            "intake and routing are both to have port 8081; set LEADLINE_ROUTING_PORT to another one");
  }
}
