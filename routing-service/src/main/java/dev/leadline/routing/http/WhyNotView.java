package dev.leadline.routing.http;

import dev.leadline.events.LeadId;
import dev.leadline.routing.application.WhyNotDesk.Answer.Found;
import dev.leadline.routing.explanation.Change;
import dev.leadline.routing.explanation.Target;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Why a lead is not somewhere, as the API tells it.
///
/// @param target such as `rep 'ana'`
/// @param there whether it is there after all; then the rest is left out
/// @param condition the first that kept it from there: a rule, `keep-owner:...`, `pool:<id>`,
///   `rep:<id>` or `policy`
/// @param why the same in words
/// @param asItIs whether the lead would go there if it were routed now
/// @param change the smallest change of one field with which it would; left out when there is none
@Schema(name = "WhyNot")
public record WhyNotView(
    LeadId lead,
    String target,
    boolean there,
    @Nullable String condition,
    @Nullable String why,
    @Nullable Boolean asItIs,
    @Nullable Change change,
    @Nullable Instant decidedAt,
    @Nullable String policyVersion) {

  static WhyNotView there(LeadId lead, Target target) {
    return new WhyNotView(lead, target.label(), true, null, null, null, null, null, null);
  }

  static WhyNotView of(LeadId lead, Target target, Found found) {
    return new WhyNotView(
        lead,
        target.label(),
        false,
        found.why().obstacle().condition(),
        found.why().obstacle().words(),
        found.why().asItIs(),
        found.why().change(),
        found.explanation().decidedAt(),
        found.explanation().policyVersion());
  }
}
