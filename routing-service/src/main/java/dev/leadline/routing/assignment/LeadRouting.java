package dev.leadline.routing.assignment;

import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import dev.leadline.policy.Facts;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What routing knows of one lead. Immutable.
///
/// @param snapshot the newest heard of; null when none was, or when it was erased
/// @param score the one that came with the stage; null when none was known
/// @param stage the stage whose entry last asked for an owner; null when none did
/// @param visit the visit to that stage; 0 when none
/// @param ownership who has it or last had it; null when nobody
/// @param assignments how often the lead was assigned
/// @param declined the reps who gave it back, or let it lie, in this visit
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
    Set<String> declined,
    @Nullable ExceptionReason exception,
    @Nullable Trace trace) {

  public LeadRouting {
    declined = Collections.unmodifiableSet(new TreeSet<>(declined));
    if (standing.owned() && ownership == null) {
      throw new IllegalArgumentException("Lead " + lead + " is owned by nobody");
    }
  }

  /// A lead that routing has not heard of.
  public static LeadRouting unknown(LeadId lead) {
    return new LeadRouting(
        lead, null, null, null, 0, new Standing.Unrouted(), null, 0, Set.of(), null, null);
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
    return snapshot != null && snapshot.version() >= heard.version()
        ? this
        : new LeadRouting(
            lead,
            heard,
            score,
            stage,
            visit,
            standing,
            ownership,
            assignments,
            declined,
            exception,
            trace);
  }

  /// Takes in what an input says of the lead, before anything is decided on it.
  public LeadRouting hearing(RoutingInput input) {
    LeadRouting heard = input.snapshot().map(this::knowing).orElse(this);
    return input instanceof RoutingInput.StageReached reached
        ? heard.reached(stage, visit, reached.score(), declined)
        : heard;
  }

  /// Asks for an owner anew, in a new visit.
  LeadRouting asking(String newStage, int newVisit) {
    return reached(newStage, newVisit, null, Set.of()).with(new Standing.Unrouted());
  }

  private LeadRouting reached(
      @Nullable String newStage, int newVisit, @Nullable Score known, Set<String> refused) {
    return new LeadRouting(
        lead,
        snapshot,
        known == null ? score : known,
        newStage,
        newVisit,
        standing,
        ownership,
        assignments,
        refused,
        exception,
        trace);
  }

  LeadRouting with(Standing changed) {
    return new LeadRouting(
        lead,
        snapshot,
        score,
        stage,
        visit,
        changed,
        ownership,
        assignments,
        declined,
        exception,
        trace);
  }

  LeadRouting with(@Nullable ExceptionReason open) {
    return new LeadRouting(
        lead,
        snapshot,
        score,
        stage,
        visit,
        standing,
        ownership,
        assignments,
        declined,
        open,
        trace);
  }

  LeadRouting ownedBy(Ownership owner, Standing owned) {
    return new LeadRouting(
        lead,
        snapshot,
        score,
        stage,
        visit,
        owned,
        owner,
        assignments + 1,
        declined,
        exception,
        trace);
  }

  /// Nobody has the lead, and `rep` is not to get it again in this visit.
  LeadRouting takenFrom(String rep) {
    TreeSet<String> refused = new TreeSet<>(declined);
    refused.add(rep);
    return new LeadRouting(
        lead,
        snapshot,
        score,
        stage,
        visit,
        new Standing.Unrouted(),
        null,
        assignments,
        refused,
        exception,
        trace);
  }

  /// Remembers whom to ask first when an owner is wanted.
  LeadRouting formerlyOf(@Nullable Ownership former) {
    return new LeadRouting(
        lead,
        snapshot,
        score,
        stage,
        visit,
        standing,
        former,
        assignments,
        declined,
        exception,
        trace);
  }

  /// What is left of a lead that goes on as another: who had it, and nothing of the person.
  LeadRouting absorbedBy(LeadId survivor) {
    return new LeadRouting(
        lead,
        null,
        null,
        stage,
        visit,
        new Standing.Merged(survivor),
        ownership,
        assignments,
        declined,
        exception,
        trace);
  }

  /// What is left of a person who is to be forgotten.
  LeadRouting erased() {
    return unknown(lead).with(new Standing.Erased());
  }

  /// The state as it is after routing said something that later timers may name.
  public LeadRouting tracedBy(Trace said) {
    return new LeadRouting(
        lead,
        snapshot,
        score,
        stage,
        visit,
        standing,
        ownership,
        assignments,
        declined,
        exception,
        said);
  }
}
