package dev.leadline.routing.assignment;

import dev.leadline.events.Reason;
import dev.leadline.events.RoutingEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of an input.
public sealed interface Decision {

  /// The lead as it is now known, decided or not.
  LeadRouting next();

  /// Something was decided.
  ///
  /// @param events in the order in which they are to be said; never empty
  /// @param sheet what it writes into the books
  record Decided(LeadRouting next, List<RoutingEvent> events, Books sheet, Summary summary)
      implements Decision {
    public Decided {
      events = List.copyOf(events);
    }
  }

  /// There was nothing to say; the books may have to follow all the same.
  record Noted(LeadRouting next, Books sheet) implements Decision {}

  /// A person asked for what cannot be done; nothing changed.
  ///
  /// @param why what is found instead
  record Refused(LeadRouting next, String why) implements Decision {}

  /// A decision in short.
  ///
  /// @param outcome such as `assigned` or `expired`
  /// @param rule the rule that decided; null when none did
  /// @param pool the pool that gave the owner or is waited for; null when none was reached
  /// @param because what was considered, in order
  /// @param pools the pools that were asked, in order
  record Summary(
      String outcome,
      @Nullable String rule,
      @Nullable String pool,
      List<Reason> because,
      List<PoolAsked> pools) {
    public Summary {
      because = List.copyOf(because);
      pools = List.copyOf(pools);
    }
  }
}
