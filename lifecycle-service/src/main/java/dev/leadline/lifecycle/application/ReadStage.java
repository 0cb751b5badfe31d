package dev.leadline.lifecycle.application;

import dev.leadline.events.LeadId;
import dev.leadline.lifecycle.stage.StagedLead;
import dev.leadline.lifecycle.stage.Standing;
import dev.leadline.lifecycle.stage.Visit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers where a lead is and where it has been.
@ApplicationScoped
public class ReadStage {
  private final StagedLeads leads;
  private final StageHistory history;
  private final InstantSource clock;

  ReadStage(StagedLeads leads, StageHistory history, InstantSource clock) {
    this.leads = leads;
    this.history = history;
    this.clock = clock;
  }

  /// Where a lead is.
  ///
  /// @param visit counts the visits to the stage, this one included
  /// @param since when this visit began
  /// @param timeInStage how long it has lasted
  /// @param restsUntil when a recycled lead may qualify again; null when it may already
  /// @param history every visit, earliest first
  /// @param mergedInto the lead that goes on in its place; null while it goes on itself
  public record Answer(
      LeadId lead,
      String stage,
      int visit,
      Instant since,
      Duration timeInStage,
      @Nullable Instant restsUntil,
      List<Stay> history,
      @Nullable LeadId mergedInto) {}

  /// A visit as it is read.
  ///
  /// @param leftAt null while it lasts
  public record Stay(
      String stage, int visit, Instant enteredAt, @Nullable Instant leftAt, Duration timeInStage) {}

  /// Where the lead is, or was when it ended in another; empty when it is not known or forgotten.
  public Optional<Answer> of(LeadId id) {
    return leads
        .find(id)
        .flatMap(standing ->
            switch (standing) {
              case StagedLead lead -> Optional.of(answer(lead, null));
              case Standing.Merged(StagedLead lead, LeadId survivor) ->
                  Optional.of(answer(lead, survivor));
              case Standing.Erased _ -> Optional.empty();
            });
  }

  private Answer answer(StagedLead lead, @Nullable LeadId survivor) {
    Instant now = clock.instant();
    List<Visit> visits = history.of(lead.id());
    Visit current =
        visits.stream()
            .filter(visit -> visit.position() == lead.moves())
            .findFirst()
            .orElseGet(() -> Visit.of(lead, null));
    return new Answer(
        lead.id(),
        lead.stage(),
        lead.visit(),
        lead.enteredAt(),
        current.length(now),
        lead.restsUntil(),
        visits.stream().map(visit -> stay(visit, now)).toList(),
        survivor);
  }

  private static Stay stay(Visit visit, Instant now) {
    return new Stay(
        visit.stage(), visit.number(), visit.enteredAt(), visit.leftAt(), visit.length(now));
  }
}
