package dev.leadline.sla.store;

import dev.leadline.testsupport.TestPostgres;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// An empty database of the SLA monitor, with its own tables.
final class SlaDatabase {
  private SlaDatabase() {}

  static DataSource fresh() {
    DataSource database = TestPostgres.dataSource(TestPostgres.freshDatabase());
    Flyway.configure().dataSource(database).locations("db/audit", "db/migration").load().migrate();
    return database;
  }
}
