package dev.leadline.lifecycle.store;

import dev.leadline.events.LeadId;
import dev.leadline.lifecycle.application.StageHistory;
import dev.leadline.lifecycle.stage.Visit;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/// Reads the visits of a lead.
@ApplicationScoped
public class StageVisits
    implements StageHistory, PanacheRepositoryBase<StageVisitEntity, StageVisitEntity.Key> {

  @Override
  @Transactional
  public List<Visit> of(LeadId lead) {
    return list("leadId", Sort.by("position"), lead.value()).stream()
        .map(StageVisitEntity::toVisit)
        .toList();
  }
}
