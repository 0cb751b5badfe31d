package dev.leadline.lifecycle.application;

import dev.leadline.events.Actor;
import dev.leadline.events.LeadId;
import dev.leadline.lifecycle.stage.Answer;
import dev.leadline.lifecycle.stage.Ask;
import dev.leadline.lifecycle.stage.StagedLead;
import dev.leadline.lifecycle.stage.Standing;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.policy.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A person asks for a stage.
@ApplicationScoped
public class AskTransition {
  private static final String CHAIN = Cause.SERVICE + ":requests";

  private final StagedLeads leads;
  private final Funnel funnel;
  private final StageMetrics metrics;
  private final Transactions transactions;
  private final Supplier<Policy> policy;
  private final InstantSource clock;

  AskTransition(
      StagedLeads leads,
      Funnel funnel,
      StageMetrics metrics,
      Transactions transactions,
      Supplier<Policy> policy,
      InstantSource clock) {
    this.leads = leads;
    this.funnel = funnel;
    this.metrics = metrics;
    this.transactions = transactions;
    this.policy = policy;
    this.clock = clock;
  }

  /// What is asked.
  ///
  /// @param id of the request; its effects are named after it
  /// @param reason why; null when none is given
  /// @param expectedStage where the asker believes the lead to be; null when that does not matter
  /// @param expectedVisit on which of its visits to that stage; null when that does not matter
  public record Request(
      UUID id,
      LeadId lead,
      String to,
      Actor actor,
      @Nullable String reason,
      @Nullable String expectedStage,
      @Nullable Integer expectedVisit) {}

  /// What came of it.
  public sealed interface Result {

    /// The lead is in the stage that was asked for.
    record InStage(StagedLead lead) implements Result {}

    /// The move is not allowed.
    record Refused(String stage, int visit, String refusal) implements Result {}

    /// The lead is not where the asker believed it to be.
    record Elsewhere(String stage, int visit) implements Result {}

    /// The move needs one of these reasons.
    record ReasonNeeded(String stage, String refusal, Set<String> reasons) implements Result {}

    /// The lead goes on as another.
    record Merged(LeadId survivor) implements Result {}

    /// There is no such lead, or none any more.
    record NotKnown() implements Result {}
  }

  /// Asks, and returns when what came of it is committed.
  public Result ask(Request request) {
    Decided decided = transactions.call(transaction -> decide(request, transaction));
    metrics.count(decided.told());
    return decided.result();
  }

  private record Decided(Result result, Told told) {
    static Decided nothing(Result result) {
      return new Decided(result, new Told());
    }
  }

  private Decided decide(Request request, Transaction transaction) throws SQLException {
    Map<LeadId, Standing> known = leads.lock(transaction, Set.of(request.lead()));
    return switch (known.get(request.lead())) {
      case null -> Decided.nothing(new Result.NotKnown());
      case Standing.Erased _ -> Decided.nothing(new Result.NotKnown());
      case Standing.Merged merged -> Decided.nothing(new Result.Merged(merged.survivor()));
      case StagedLead lead when isElsewhere(lead, request) ->
          Decided.nothing(new Result.Elsewhere(lead.stage(), lead.visit()));
      case StagedLead lead -> decide(lead, request, new BatchOfLeads(known), transaction);
    };
  }

  private static boolean isElsewhere(StagedLead lead, Request request) {
    boolean otherStage =
        request.expectedStage() != null && !request.expectedStage().equals(lead.stage());
    boolean otherVisit = request.expectedVisit() != null && request.expectedVisit() != lead.visit();
    return otherStage || otherVisit;
  }

  private Decided decide(
      StagedLead lead, Request request, BatchOfLeads batch, Transaction transaction)
      throws SQLException {
    Policy current = policy.get();
    Instant now = clock.instant();
    transaction.turn().asked(now, request.id());
    FunnelDecider decider = new FunnelDecider(current, batch);
    Cause cause = new Cause.OfItself(request.id(), now, now, current.version());
    Ask ask = new Ask(request.to(), request.actor(), request.reason());
    Answer answer = decider.ask(lead, ask, cause);
    Result result =
        result(batch.standing(lead.id()) instanceof StagedLead after ? after : lead, answer);
    funnel.save(batch, decider.told(), CHAIN, transaction);
    return new Decided(result, decider.told());
  }

  private static Result result(StagedLead lead, Answer answer) {
    return switch (answer) {
      case Answer.Moved _, Answer.AlreadyThere _ -> new Result.InStage(lead);
      case Answer.Refused refused ->
          new Result.Refused(lead.stage(), lead.visit(), refused.refusal());
      case Answer.ReasonNeeded needed ->
          new Result.ReasonNeeded(lead.stage(), needed.refusal(), needed.reasons());
    };
  }
}
