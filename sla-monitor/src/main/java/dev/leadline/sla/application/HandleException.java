package dev.leadline.sla.application;

import static dev.leadline.sla.clock.ClockDecider.SERVICE;

import dev.leadline.audit.DecisionLog;
import dev.leadline.audit.DecisionRecord;
import dev.leadline.audit.InputDigest;
import dev.leadline.events.Actor;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.ExceptionResolved;
import dev.leadline.events.Reason;
import dev.leadline.events.ReassignmentRequested;
import dev.leadline.events.Topics;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.sla.clock.LeadClocks;
import dev.leadline.sla.exception.ExceptionCase;
import dev.leadline.sla.exception.ExceptionCase.State;
import dev.leadline.sla.exception.Retry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a person does to an exception: acknowledge, resolve, retry.
@ApplicationScoped
public class HandleException {
  private static final String CHAIN = "sla-monitor:requests";

  private final Exceptions exceptions;
  private final Leads leads;
  private final Transactions transactions;
  private final InstantSource time;

  HandleException(
      Exceptions exceptions, Leads leads, Transactions transactions, InstantSource time) {
    this.exceptions = exceptions;
    this.leads = leads;
    this.transactions = transactions;
    this.time = time;
  }

  /// What a person asks for.
  ///
  /// @param id of the exception
  /// @param request unique to the request
  /// @param by the person's name
  public record Request(UUID id, UUID request, String by) {}

  /// What came of it.
  public sealed interface Outcome {
    record Done(ExceptionCase exception) implements Outcome {}

    record NotFound() implements Outcome {}

    record AlreadyResolved(ExceptionCase exception) implements Outcome {}

    /// @param detail why it cannot be retried here, and what to do instead
    record NotRetriable(ExceptionCase exception, String detail) implements Outcome {}
  }

  /// A person sees to it.
  public Outcome acknowledge(Request request) {
    return onUnresolved(
        request,
        (transaction, found, now) ->
            handled(
                transaction, request, found, new Handling(State.ACKNOWLEDGED, null, null), now));
  }

  /// Somebody is to see to it.
  public Outcome assign(Request request, String to) {
    return onUnresolved(
        request,
        (transaction, found, now) ->
            handled(transaction, request, found, new Handling(State.ACKNOWLEDGED, null, to), now));
  }

  /// It needs nobody any more; told to every service.
  ///
  /// @param note how it was resolved
  public Outcome resolve(Request request, String note) {
    return onUnresolved(
        request,
        (transaction, found, now) -> {
          publish(
              transaction,
              request,
              now,
              new ExceptionResolved(
                  found.reason(), found.subject(), found.service(), found.lead(), note));
          return handled(
              transaction, request, found, new Handling(State.RESOLVED, note, null), now);
        });
  }

  /// Drives the lead through the ordinary path again; the exception resolves itself when that
  /// succeeds. A failed routing is asked for anew with [ReassignmentRequested]; its owner is empty
  /// when nobody has the lead.
  public Outcome retry(Request request) {
    return onUnresolved(
        request,
        (transaction, found, now) ->
            switch (Retry.of(found.reason())) {
              case Retry.Elsewhere it -> new Outcome.NotRetriable(found, it.instead());
              case Retry.Reroute _ -> reroute(transaction, request, found, now);
            });
  }

  @FunctionalInterface
  private interface Step {
    Outcome on(Transaction transaction, ExceptionCase found, Instant now) throws SQLException;
  }

  private Outcome onUnresolved(Request request, Step step) {
    return transactions.call(transaction -> {
      Optional<ExceptionCase> found = exceptions.lock(transaction.connection(), request.id());
      if (found.isEmpty()) {
        return new Outcome.NotFound();
      }
      return found.get().state() == State.RESOLVED
          ? new Outcome.AlreadyResolved(found.get())
          : step.on(transaction, found.get(), time.instant());
    });
  }

  private Outcome reroute(
      Transaction transaction, Request request, ExceptionCase found, Instant now)
      throws SQLException {
    Optional<ReassignmentRequested> event =
        Optional.ofNullable(found.lead()).flatMap(leads::find).flatMap(HandleException::asking);
    if (event.isEmpty()) {
      return new Outcome.NotRetriable(
          found, "The lead has no clock, so routing cannot be asked anew; assign it by hand");
    }
    publish(transaction, request, now, event.get());
    return handled(transaction, request, found, new Handling(State.ACKNOWLEDGED, null, null), now);
  }

  private static Optional<ReassignmentRequested> asking(LeadClocks lead) {
    return lead.clocks().stream()
        .max((one, other) -> one.standing().startedAt().compareTo(other.standing().startedAt()))
        .map(clock -> {
          String owner = clock.standing().owner();
          return new ReassignmentRequested(
              lead.snapshot(), clock.told(), owner == null ? "" : owner, "retry");
        });
  }

  private static void publish(Transaction transaction, Request request, Instant now, Event event) {
    Envelope<Event> envelope =
        Envelope.first(
            DerivedIds.derive(request.request(), "request", 0), SERVICE, now, now, null, event);
    transaction.publish(OutboundRecord.of(Topics.SLA, envelope));
  }

  private record Handling(State state, @Nullable String note, @Nullable String assignee) {}

  private Outcome handled(
      Transaction transaction, Request request, ExceptionCase found, Handling handling, Instant now)
      throws SQLException {
    State state = handling.state();
    exceptions.handled(
        transaction.connection(),
        found.id(),
        state,
        request.by(),
        now,
        handling.note(),
        handling.assignee());
    if (found.lead() != null) {
      DecisionLog.append(
          transaction.connection(),
          CHAIN,
          List.of(
              new DecisionRecord(
                  DerivedIds.derive(request.request(), "record", 0),
                  found.lead(),
                  "exception",
                  now,
                  now,
                  null,
                  null,
                  request.request().toString(),
                  new Actor(Actor.Kind.OPERATOR, request.by()),
                  state.name().toLowerCase(java.util.Locale.ROOT),
                  List.of(Reason.matched(found.reason().name(), "raised " + found.count())),
                  InputDigest.of(found.id(), found.state(), found.count()))));
    }
    return new Outcome.Done(exceptions.lock(transaction.connection(), found.id()).orElseThrow());
  }
}
