package dev.leadline.routing.assignment;

import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import dev.leadline.policy.Facts;
import dev.leadline.routing.roster.Demand;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What routing knows of one lead. Immutable.
///
/// @param snapshot the newest heard of; null when none was, or when it was erased
/// @param score the one that came with the stage; null when none was known
/// @param stage the stage whose entry last asked for an owner; null when none did
/// @param visit the visit to that stage; 0 when none
/// @param ownership who has it or last had it; null when nobody
/// @param assignments how often the lead was assigned
/// @param passedOver the reps who are not to get it again in this visit, and why
/// @param lapsed the suppressions that ended in this visit and keep the lead back no more
/// @param exception what is open about it; null when nothing is
/// @param trace null until routing said something about it
public record LeadRouting(
    LeadId lead,
    @Nullable LeadSnapshot snapshot,
    @Nullable Score score,
    @Nullable String stage,
    int visit,
    Standing standing,
    @Nullable Ownership ownership,
    int assignments,
    Map<String, SkipReason> passedOver,
    Set<String> lapsed,
    @Nullable ExceptionReason exception,
    @Nullable Trace trace) {

  public LeadRouting {
    passedOver =
        passedOver.isEmpty()
            ? Map.of()
            : Collections.unmodifiableSortedMap(new TreeMap<>(passedOver));
    lapsed = lapsed.isEmpty() ? Set.of() : Collections.unmodifiableSortedSet(new TreeSet<>(lapsed));
    if (standing.owned() && ownership == null) {
      throw new IllegalArgumentException("Lead " + lead + " is owned by nobody");
    }
  }

  /// A lead that routing has not heard of.
  public static LeadRouting unknown(LeadId lead) {
    return new LeadRouting(
        lead,
        null,
        null,
        null,
        0,
        new Standing.Unrouted(),
        null,
        0,
        Map.of(),
        Set.of(),
        null,
        null);
  }

  /// Who works on the lead now.
  public Optional<String> owner() {
    return standing.owned() ? formerOwner() : Optional.empty();
  }

  /// Who works on the lead now or did last.
  public Optional<String> formerOwner() {
    return Optional.ofNullable(ownership).map(Ownership::owner);
  }

  /// The company that the lead belongs to, by domain.
  public Optional<String> account() {
    return Optional.ofNullable(snapshot).flatMap(known -> known.text("companyDomain"));
  }

  /// What the lead asks of a member of a pool.
  public Demand demand() {
    return new Demand(
        passedOver,
        Optional.ofNullable(snapshot)
            .flatMap(known -> known.text("language"))
            .flatMap(Demand::languageOf)
            .orElse(null));
  }

  /// Who counts as an owner of the lead's account: also of one that was won.
  Optional<String> accountOwner() {
    return standing.owned() || standing instanceof Standing.Closed
        ? formerOwner()
        : Optional.empty();
  }

  /// What conditions may look at.
  Facts facts() {
    if (snapshot == null) {
      throw new IllegalStateException("Lead " + lead + " has no snapshot");
    }
    return new Facts(snapshot, null, score);
  }

  /// Takes a snapshot in when it is newer.
  LeadRouting knowing(LeadSnapshot heard) {
    return snapshot != null && snapshot.version() >= heard.version() ? this : supposing(heard);
  }

  /// The lead as it would be with these fields.
  LeadRouting supposing(LeadSnapshot fields) {
    return revised(lead -> lead.snapshot = fields);
  }

  /// Takes in what an input says of the lead, before anything is decided on it.
  LeadRouting hearing(RoutingInput input) {
    LeadRouting heard = input.snapshot().map(this::knowing).orElse(this);
    return input instanceof RoutingInput.StageReached(_, _, _, Score known) && known != null
        ? heard.revised(lead -> lead.score = known)
        : heard;
  }

  /// Asks for an owner anew, in a new visit.
  LeadRouting asking(String newStage, int newVisit) {
    return revised(lead -> {
      lead.stage = newStage;
      lead.visit = newVisit;
      lead.standing = new Standing.Unrouted();
      lead.passedOver = Map.of();
      lead.lapsed = Set.of();
    });
  }

  LeadRouting with(Standing changed) {
    return revised(lead -> lead.standing = changed);
  }

  LeadRouting with(@Nullable ExceptionReason open) {
    return revised(lead -> lead.exception = open);
  }

  LeadRouting ownedBy(Ownership owner, Standing owned) {
    return revised(lead -> {
      lead.ownership = owner;
      lead.standing = owned;
      lead.assignments++;
    });
  }

  /// Nobody has the lead, or has had it.
  LeadRouting released() {
    return revised(lead -> {
      lead.standing = new Standing.Unrouted();
      lead.ownership = null;
    });
  }

  /// A rep is not to get the lead again in this visit.
  LeadRouting passingOver(String rep, SkipReason why) {
    TreeMap<String, SkipReason> more = new TreeMap<>(passedOver);
    more.put(rep, why);
    return revised(lead -> lead.passedOver = more);
  }

  /// The lead as it is at an instant: a suppression that ended keeps it back no more.
  LeadRouting at(Instant now) {
    if (!(standing instanceof Standing.Suppressed(String rule, Instant until))
        || until == null
        || now.isBefore(until)) {
      return this;
    }
    TreeSet<String> more = new TreeSet<>(lapsed);
    more.add(rule);
    return revised(lead -> {
      lead.standing = new Standing.Unrouted();
      lead.lapsed = more;
    });
  }

  /// Remembers whom to ask first when an owner is wanted.
  LeadRouting formerlyOf(@Nullable Ownership former) {
    return revised(lead -> lead.ownership = former);
  }

  /// What is left of a lead that goes on as another: who had it, and nothing of the person.
  LeadRouting absorbedBy(LeadId survivor) {
    return revised(lead -> {
      lead.snapshot = null;
      lead.score = null;
      lead.standing = new Standing.Merged(survivor);
    });
  }

  /// What is left of a person who is to be forgotten.
  LeadRouting erased() {
    return unknown(lead).with(new Standing.Erased());
  }

  /// The state as it is after routing said something that later timers may name.
  public LeadRouting tracedBy(Trace said) {
    return revised(lead -> lead.trace = said);
  }

  private LeadRouting revised(Consumer<Revision> change) {
    Revision revision = new Revision(this);
    change.accept(revision);
    return revision.made();
  }

  /// The components in the making of a changed copy.
  private static final class Revision {
    private final LeadId lead;
    private @Nullable LeadSnapshot snapshot;
    private @Nullable Score score;
    private @Nullable String stage;
    private int visit;
    private Standing standing;
    private @Nullable Ownership ownership;
    private int assignments;
    private Map<String, SkipReason> passedOver;
    private Set<String> lapsed;
    private @Nullable ExceptionReason exception;
    private @Nullable Trace trace;

    Revision(LeadRouting before) {
      lead = before.lead;
      snapshot = before.snapshot;
      score = before.score;
      stage = before.stage;
      visit = before.visit;
      standing = before.standing;
      ownership = before.ownership;
      assignments = before.assignments;
      passedOver = before.passedOver;
      lapsed = before.lapsed;
      exception = before.exception;
      trace = before.trace;
    }

    LeadRouting made() {
      return new LeadRouting(
          lead,
          snapshot,
          score,
          stage,
          visit,
          standing,
          ownership,
          assignments,
          passedOver,
          lapsed,
          exception,
          trace);
    }
  }
}
