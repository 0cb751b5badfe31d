package dev.leadline.routing.kafka;

import dev.leadline.events.Envelope;
import dev.leadline.events.EventTypes;
import dev.leadline.events.Topics;
import dev.leadline.messaging.Batch;
import dev.leadline.messaging.BatchHandler;
import dev.leadline.messaging.InboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.routing.application.RouteLeads;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Hands on what routing has a use for; the rest is passed over by its header.
@ApplicationScoped
class RoutingConsumer implements BatchHandler {
  private static final Set<String> TYPES =
      RouteLeads.EVENTS.stream().map(EventTypes::nameOf).collect(Collectors.toUnmodifiableSet());

  private final RouteLeads leads;

  RoutingConsumer(RouteLeads leads) {
    this.leads = leads;
  }

  @Override
  public Set<String> topics() {
    return Set.of(Topics.INTAKE, Topics.LIFECYCLE, Topics.SLA);
  }

  @Override
  public void handle(Batch batch, Transaction transaction) throws SQLException {
    List<Envelope<?>> events = new ArrayList<>();
    for (InboundRecord record : batch.records()) {
      String type = record.headers().get("ce_type");
      if (type == null || TYPES.contains(type)) {
        events.add(record.envelope());
      }
    }
    leads.handle(transaction, "routing:" + batch.topic() + ":" + batch.partition(), events);
  }
}
