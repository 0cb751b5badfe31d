package dev.leadline.audit.keeping;

import dev.leadline.audit.ChainHead;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/// `leadline_audit_chain_length{chain}`, the number of the last link of each chain, which only ever
/// grows; `leadline_audit_heads_published_total`, how often a head was told of.
@ApplicationScoped
class AuditMetrics {
  private final MultiGauge lengths;
  private final MeterRegistry registry;

  @Inject
  AuditMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.lengths =
        MultiGauge.builder("leadline.audit.chain.length")
            .description("The number of the last decision of a chain")
            .register(registry);
  }

  void show(List<ChainHead> heads) {
    lengths.register(
        heads.stream()
            .<Row<?>>map(head -> Row.of(Tags.of("chain", head.chain()), head.sequence()))
            .toList(),
        true);
  }

  void published(int heads) {
    Counter.builder("leadline.audit.heads.published")
        .description("Heads of chains told outside of the database")
        .register(registry)
        .increment(heads);
  }
}
