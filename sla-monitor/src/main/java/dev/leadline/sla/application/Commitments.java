package dev.leadline.sla.application;

import dev.leadline.sla.commitment.Deliveries.Share;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;

/// What was delivered of the commitments.
public interface Commitments {

  void deliver(Connection connection, Map<Share, Integer> delivered) throws SQLException;

  long delivered(String commitment, LocalDate begins);
}
