package dev.leadline.routing.http;

import dev.leadline.policy.Policy;
import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.Destination.ToQueue;
import dev.leadline.policy.RoutingPolicy.Nobody;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.RoutingPolicy.Rule;
import dev.leadline.routing.roster.PoolDefinition.Otherwise;
import dev.leadline.routing.roster.Roster;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What happens when nobody of a pool is there.
///
/// @param hold ISO 8601: wait this long at most for a member to be there; left out when not at all
/// @param then where the lead goes after that
@Schema(name = "Nobody")
public record NobodyBody(@Nullable Duration hold, @Nullable Then then) {

  /// Exactly one of the three.
  public record Then(@Nullable String pool, @Nullable String queue, @Nullable String rep) {
    private long given() {
      return Stream.of(pool == null, queue == null, rep == null).filter(none -> !none).count();
    }
  }

  static NobodyBody of(Nobody nobody) {
    return new NobodyBody(
        nobody.hold(),
        switch (nobody.then()) {
          case Destination.ToPool(String pool) -> new Then(pool, null, null);
          case Destination.ToQueue(String queue) -> new Then(null, queue, null);
          case Destination.ToRep(String rep) -> new Then(null, null, rep);
        });
  }

  /// The same as a definition has it, when it fits; null else.
  ///
  /// @param wrong takes what does not fit
  @Nullable Otherwise otherwise(Policy policy, Roster roster, List<String> wrong) {
    if (hold != null && !hold.isPositive()) {
      wrong.add("nobody.hold is " + hold + ", not above zero");
    }
    if (then == null || then.given() != 1) {
      wrong.add("nobody.then has not exactly one of pool, queue, rep");
      return null;
    }
    if (then.rep() != null && roster.rep(then.rep()).isEmpty()) {
      wrong.add("nobody.then names rep '" + then.rep() + "', who is not known");
    }
    Set<String> queues = queues(policy);
    if (then.queue() != null && !queues.contains(then.queue())) {
      wrong.add(
          "nobody.then names queue '"
              + then.queue()
              + "', which is not one of the policy's: "
              + String.join(", ", queues));
    }
    return new Otherwise(hold, then.pool(), then.queue(), then.rep());
  }

  /// Those to which the policy sends leads.
  private static Set<String> queues(Policy policy) {
    Set<String> queues = new TreeSet<>();
    Stream.concat(
            policy.routing().rules().stream().map(Rule::to),
            policy.routing().pools().values().stream().map(Pool::nobody).map(Nobody::then))
        .forEach(to -> {
          if (to instanceof ToQueue(String queue)) {
            queues.add(queue);
          }
        });
    return queues;
  }
}
