package dev.leadline.intake.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Finds quarantined deliveries for people.
@ApplicationScoped
class QuarantinedDeliveryRepository
    implements PanacheRepositoryBase<QuarantinedDeliveryEntity, UUID> {
  private static final Sort NEWEST_FIRST =
      Sort.descending("quarantinedAt").and("id", Sort.Direction.Descending);

  /// How many deliveries of a source are held.
  record HeldCount(String source, Long deliveries) {}

  List<HeldCount> heldBySource() {
    return find("select source, count(*) from QuarantinedDeliveryEntity"
            + " where releasedAt is null group by source")
        .project(HeldCount.class)
        .list();
  }

  /// @param source null for all; `reason` likewise
  /// @param after what the list goes on behind; null for the beginning
  List<QuarantinedDeliveryEntity> newest(
      @Nullable String source,
      @Nullable String reason,
      @Nullable QuarantinedDeliveryEntity after,
      int limit) {
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    Parameters parameters = new Parameters();
    if (source != null) {
      conditions.add("source = :source");
      parameters.and("source", source);
    }
    if (reason != null) {
      conditions.add("reason = :reason");
      parameters.and("reason", reason);
    }
    if (after != null) {
      conditions.add("(quarantinedAt < :at or (quarantinedAt = :at and id < :id))");
      parameters.and("at", after.quarantinedAt).and("id", after.id);
    }
    return find(String.join(" and ", conditions), NEWEST_FIRST, parameters)
        .page(Page.ofSize(limit))
        .list();
  }
}
