package dev.leadline.routing.http;

import dev.leadline.policy.RoutingPolicy.Rep;
import dev.leadline.routing.application.RosterDesk;
import dev.leadline.routing.roster.Presence;
import dev.leadline.routing.roster.RepLoad;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A rep, as the API tells of one.
///
/// @param availability `active`, `paused` or `on-leave`
/// @param until when that ends by itself
/// @param pools the weight in each pool
/// @param openLeads the leads the rep owns and works on
/// @param received what the rep got in the present day and week, by the zone in which they begin
/// @param definedAtRunTime whether the API says what the rep is, in place of the policy
@Schema(name = "Rep")
public record RepView(
    String id,
    String name,
    String email,
    boolean active,
    String availability,
    @Nullable Instant until,
    @Nullable String calendar,
    @Nullable String manager,
    Set<String> skills,
    Set<String> languages,
    CapsBody caps,
    List<LeaveBody> leave,
    Map<String, Integer> pools,
    int openLeads,
    Map<String, RepLoad.Window> received,
    boolean definedAtRunTime) {

  static RepView of(RosterDesk.RepView view) {
    Rep rep = view.rep().rep();
    return new RepView(
        rep.id(),
        rep.name(),
        rep.email(),
        rep.active(),
        label(view.presence()),
        view.presence() == Presence.ACTIVE ? null : view.rep().entry().until(),
        rep.calendar(),
        rep.manager(),
        rep.skills(),
        rep.languages(),
        CapsBody.of(rep.caps()),
        rep.leave().stream().map(LeaveBody::of).toList(),
        view.memberships(),
        view.load().open(),
        view.load().windows(),
        view.rep().entry().definition() != null);
  }

  static String label(Presence presence) {
    return presence.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
