package dev.leadline.sla.notification;

import dev.leadline.events.Clock;
import dev.leadline.policy.Policy;
import dev.leadline.policy.RoutingPolicy.Rep;
import dev.leadline.policy.SlaPolicy.Channel;
import dev.leadline.sla.notification.Notice.Obstacle;
import org.jspecify.annotations.Nullable;

/// Whom a notice goes to, and how.
///
/// @param name of the channel, or of the role where there is nobody in it
/// @param channel null when there is an obstacle
/// @param obstacle null when there is a channel
record Addressee(
    String name, String recipient, @Nullable Channel channel, @Nullable Obstacle obstacle) {

  static Addressee owner(Clock clock, Policy policy) {
    return clock.owner() == null
        ? nobody("owner", "lead has no owner")
        : person(clock.owner(), policy);
  }

  static Addressee manager(Clock clock, Policy policy) {
    if (clock.owner() == null) {
      return nobody("manager", "lead has no owner, and so no manager");
    }
    Rep owner = policy.routing().reps().get(clock.owner());
    return owner == null || owner.manager() == null
        ? nobody("manager", "owner '" + clock.owner() + "' has no manager")
        : person(owner.manager(), policy);
  }

  /// Whoever reads there.
  static Addressee channel(String name, Policy policy) {
    Channel channel = policy.sla().channels().get(name);
    return channel == null
        ? unreachable(name, name, "The policy has no channel '" + name + "'")
        : new Addressee(name, name, channel, null);
  }

  /// A team by the channel that has its name, else by that for people.
  static Addressee team(String team, Policy policy) {
    Channel own = policy.sla().channels().get(team);
    Channel channel = own == null ? forPeople(policy) : own;
    return channel == null
        ? unreachable(
            team, team, "The policy has no channel '" + team + "' and names none under 'tell'")
        : new Addressee(channel.name(), team, channel, null);
  }

  private static Addressee person(String rep, Policy policy) {
    Channel channel = forPeople(policy);
    return channel == null
        ? unreachable(rep, rep, "The policy names no channel under 'tell'")
        : new Addressee(channel.name(), rep, channel, null);
  }

  private static @Nullable Channel forPeople(Policy policy) {
    String tell = policy.sla().tell();
    return tell == null ? null : policy.sla().channels().get(tell);
  }

  private static Addressee nobody(String role, String why) {
    return new Addressee(role, role, null, new Obstacle.Nobody(why));
  }

  private static Addressee unreachable(String name, String recipient, String why) {
    return new Addressee(name, recipient, null, new Obstacle.NoChannel(why));
  }
}
