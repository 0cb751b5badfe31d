package dev.leadline.policy.load;

import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.Destination.ToPool;
import dev.leadline.policy.RoutingPolicy.Destination.ToQueue;
import dev.leadline.policy.RoutingPolicy.Destination.ToRep;
import java.util.List;

/// Where leads can be sent: `{pool: ...}`, `{queue: ...}` or `{rep: ...}`.
record Destinations(Names pools, Names queues, Names reps) {

  static Destinations of(Block file, Value root, Names reps) {
    return new Destinations(
        new Names("pool", file.required("pools").block().keys(), root),
        new Names(
            "queue",
            file.optional("queues").map(Value::list).orElse(List.of()).stream()
                .map(Value::id)
                .toList(),
            root),
        reps);
  }

  Destination read(Value value) {
    if (value.isAbsent()) {
      return new ToQueue(Value.STAND_IN);
    }
    Block block = value.block();
    var chosen = block.oneOf("pool", "queue", "rep");
    block.finish();
    return chosen
        .<Destination>map(choice ->
            switch (choice.key()) {
              case "pool" -> new ToPool(pools.reference(choice.value()));
              case "rep" -> new ToRep(reps.reference(choice.value()));
              default -> new ToQueue(queues.reference(choice.value()));
            })
        .orElse(new ToQueue(Value.STAND_IN));
  }
}
