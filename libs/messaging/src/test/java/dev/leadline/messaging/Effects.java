package dev.leadline.messaging;

import dev.leadline.events.DerivedIds;
import dev.leadline.messaging.jdbc.RowArrays;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/// Leaves a row for every record it is given, and publishes one. Whatever is decided twice shows.
class Effects implements BatchHandler {
  private final Site site;

  Effects(Site site) {
    this.site = site;
  }

  @Override
  public Set<String> topics() {
    return Set.of(site.input());
  }

  @Override
  public void handle(Batch batch, Transaction transaction) throws SQLException {
    try (PreparedStatement insert =
        transaction
            .connection()
            .prepareStatement("insert into effect (partition, id) select * from unnest(?, ?)")) {
      new RowArrays<>(insert, batch.records())
          .add("int4", InboundRecord::partition)
          .add("text", record -> record.headers().get("ce_id"));
      insert.execute();
    }
    for (InboundRecord record : batch.records()) {
      transaction.publish(effectOf(record));
    }
  }

  private OutboundRecord effectOf(InboundRecord record) {
    String id = record.headers().getOrDefault("ce_id", "");
    return new OutboundRecord(
        site.output(),
        String.valueOf(record.key()),
        Map.of("ce_id", DerivedIds.ofText("effect of " + id).toString(), "cause", id),
        record.value());
  }
}
