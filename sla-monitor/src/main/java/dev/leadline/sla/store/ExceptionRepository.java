package dev.leadline.sla.store;

import dev.leadline.events.ExceptionReason;
import dev.leadline.sla.application.Exceptions.Query;
import dev.leadline.sla.exception.ExceptionCase.State;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Finds exceptions for people.
@ApplicationScoped
class ExceptionRepository implements PanacheRepositoryBase<ExceptionEntity, UUID> {

  /// Newest first, by when they were first raised.
  List<ExceptionEntity> newest(Query query) {
    StringBuilder where = new StringBuilder("1 = 1");
    Map<String, Object> parameters = new HashMap<>();
    if (query.state() == null) {
      where.append(" and state <> :resolved");
      parameters.put("resolved", State.RESOLVED);
    } else {
      where.append(" and state = :state");
      parameters.put("state", query.state());
    }
    if (query.reason() != null) {
      where.append(" and reason = :reason");
      parameters.put("reason", query.reason());
    }
    if (query.service() != null) {
      where.append(" and service = :service");
      parameters.put("service", query.service());
    }
    if (!query.raisedBefore().isEmpty()) {
      where.append(" and (").append(raisedBefore(query.raisedBefore(), parameters)).append(")");
    }
    ExceptionEntity after = query.after() == null ? null : findById(query.after());
    if (after != null) {
      where.append(" and (firstRaisedAt < :at or (firstRaisedAt = :at and id < :after))");
      parameters.put("at", after.firstRaisedAt);
      parameters.put("after", after.id);
    }
    return find(where + " order by firstRaisedAt desc, id desc", parameters)
        .page(0, query.limit())
        .list();
  }

  private static String raisedBefore(
      Map<ExceptionReason, Instant> limits, Map<String, Object> parameters) {
    List<String> alternatives = new ArrayList<>();
    limits.forEach((reason, before) -> {
      String name = "before" + alternatives.size();
      alternatives.add("reason = :%s_reason and firstRaisedAt < :%s".formatted(name, name));
      parameters.put(name + "_reason", reason);
      parameters.put(name, before);
    });
    return String.join(" or ", alternatives);
  }
}
