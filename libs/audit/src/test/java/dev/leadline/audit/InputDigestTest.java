package dev.leadline.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputDigestTest {

  @Test
  void theSameInputHasTheSameDigest() {
    Instant now = Instant.parse("2026-11-20T10:00:00Z");

    assertThat(InputDigest.of("mql", 3, now, Duration.ofMinutes(5), null))
        .isEqualTo(InputDigest.of("mql", 3, now, Duration.ofMinutes(5), null))
        .matches("[0-9a-f]{64}");
  }

  @Test
  void theOrderInAMapDoesNotCount() {
    Map<String, Integer> one = new LinkedHashMap<>();
    one.put("employees", 20);
    one.put("seats", 3);
    Map<String, Integer> other = new LinkedHashMap<>();
    other.put("seats", 3);
    other.put("employees", 20);

    assertThat(InputDigest.of(one)).isEqualTo(InputDigest.of(other));
  }

  @Test
  void whereAPartEndsCounts() {
    assertThat(InputDigest.of("ab", "c")).isNotEqualTo(InputDigest.of("a", "bc"));
    assertThat(InputDigest.of("a")).isNotEqualTo(InputDigest.of("a", null));
    assertThat(InputDigest.of("1")).isNotEqualTo(InputDigest.of(1));
  }
}
