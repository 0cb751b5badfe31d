package dev.leadline.messaging.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.messaging.ConflictException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

  @ParameterizedTest
  @CsvSource({
    "40001, CONFLICT", // serialization failure
    "40P01, CONFLICT", // deadlock
    "08006, INFRASTRUCTURE", // connection lost
    "57P01, INFRASTRUCTURE", // shutdown
    "53300, INFRASTRUCTURE", // too many connections
    "53100, INFRASTRUCTURE", // disk full
    "25006, INFRASTRUCTURE", // read-only, as on a standby
    "55P03, INFRASTRUCTURE", // lock not available
    ", INFRASTRUCTURE", // what a pool says that has none to give
    "23505, PERMANENT", // unique violation
    "22P02, PERMANENT", // cannot be read
    "42601, PERMANENT", // syntax
    "25001, PERMANENT"
  })
  void aDatabaseFailureIsJudgedByItsState(@Nullable String state, Faults expected) {
    assertThat(Faults.of(new SQLException("failed", state))).isEqualTo(expected);
  }

  @Test
  void theCauseCounts() {
    assertThat(Faults.of(new IllegalStateException(new SQLException("x", "08001"))))
        .isEqualTo(Faults.INFRASTRUCTURE);
    assertThat(Faults.of(new IllegalStateException(new ConflictException("x"))))
        .isEqualTo(Faults.CONFLICT);
    assertThat(Faults.of(new IllegalStateException("nothing else"))).isEqualTo(Faults.PERMANENT);
  }

  @Test
  void theBrokerAndTheDriverAreInfrastructure() {
    assertThat(Faults.of(new TimeoutException("broker"))).isEqualTo(Faults.INFRASTRUCTURE);
    assertThat(Faults.of(new SQLRecoverableException("driver", "99999")))
        .isEqualTo(Faults.INFRASTRUCTURE);
  }
}
