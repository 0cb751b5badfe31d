package dev.leadline.intake.mapping;

import dev.leadline.events.Activity;
import dev.leadline.events.Reason;
import dev.leadline.intake.attribution.Attribution;
import dev.leadline.intake.delivery.InboxEntry;
import dev.leadline.intake.delivery.Payload;
import dev.leadline.intake.delivery.SourceKind;
import dev.leadline.intake.identity.LeadFields;
import dev.leadline.intake.identity.Observation;
import dev.leadline.intake.mapping.Interpretation.Understood;
import dev.leadline.intake.mapping.Interpretation.Unusable;
import dev.leadline.intake.mapping.Reading.Statement;
import dev.leadline.intake.mapping.Reading.Unreadable;
import dev.leadline.intake.normalisation.FreeMail;
import dev.leadline.policy.Catalogue;
import dev.leadline.policy.Policy;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads delivered events by the catalogue and taxonomy of one policy. Safe for use by many
/// threads.
public final class Interpreter {
  private final Policy policy;
  private final FreeMail freeMail;
  private final Attribution attribution;
  private final Map<SourceKind, FieldMapping> fields = new EnumMap<>(SourceKind.class);
  private final Map<SourceKind, ActivityMapping> activities = new EnumMap<>(SourceKind.class);

  public Interpreter(Policy policy, FreeMail freeMail) {
    this.policy = policy;
    this.freeMail = freeMail;
    attribution = new Attribution(policy.taxonomy());
    for (SourceKind kind : SourceKind.values()) {
      fields.put(kind, new FieldMapping(policy.catalogue(), kind));
      activities.put(kind, new ActivityMapping(policy.catalogue(), kind));
    }
  }

  /// @param content the value of the entry, decoded
  public Interpretation interpret(InboxEntry entry, Payload content) {
    Reading reading =
        switch (entry.kind()) {
          case HUBSPOT -> HubSpotReader.read(entry, content);
          case SEGMENT -> SegmentReader.read(entry, content);
          case STANDARD_WEBHOOKS -> EventReader.standardWebhook(entry, content);
          case CLOUDEVENTS -> EventReader.cloudEvent(entry, content);
          case WEB_FORM -> FormReader.read(entry, content);
        };
    return switch (reading) {
      case Statement statement -> interpret(entry, statement);
      case Unreadable(QuarantineReason reason, String detail) -> new Unusable(reason, detail);
    };
  }

  private Interpretation interpret(InboxEntry entry, Statement statement) {
    Instant at = Times.plausible(statement.happenedAt(), entry.receivedAt());
    FieldMapping mapping = of(fields, entry.kind());
    Map<Catalogue.Field, Object> said = mapping.in(statement.person());
    CrmNews crm =
        CrmNews.of(
            entry.kind(), statement.person(), Set.copyOf(statement.events()), policy.taxonomy());
    Optional<Activity> activity =
        of(activities, entry.kind()).of(statement.events(), statement.properties(), entry.source());
    PersonFields person = collect(statement, said, at);
    boolean used = !said.isEmpty() || activity.isPresent() || !crm.changes().isEmpty();
    if (!used && !statement.events().isEmpty()) {
      Optional<Unusable> unusable = unusable(entry.kind(), statement, crm, mapping);
      if (unusable.isPresent()) {
        return unusable.get();
      }
    }
    if (person.keys().isEmpty()) {
      return new Unusable(
          QuarantineReason.NO_IDENTITY,
          "Event of source '" + entry.source() + "' has no id, e-mail or phone that can be used");
    }
    note(person, statement, activity, crm);
    return new Understood(
        new Observation(
            entry.id(),
            entry.correlation(),
            entry.source(),
            at,
            entry.receivedAt(),
            person.keys(),
            person.fields(),
            activity.stream().toList(),
            crm.changes(),
            person.notes()));
  }

  private PersonFields collect(Statement statement, Map<Catalogue.Field, Object> said, Instant at) {
    PersonFields person = new PersonFields(at, freeMail);
    statement.keys().forEach(person::take);
    String source = removed(said, LeadFields.SOURCE);
    String medium = removed(said, LeadFields.MEDIUM);
    String campaign = removed(said, LeadFields.CAMPAIGN);
    removed(said, LeadFields.CHANNEL);
    person.take(said);
    Values everything = statement.person().or(statement.properties());
    attribution
        .of(Origins.touch(everything, source, medium, campaign))
        .ifPresent(origin -> person.take(origin, policy.catalogue()));
    return person;
  }

  /// Why an event of which nothing was used cannot be; empty when it says nothing by intention.
  private static Optional<Unusable> unusable(
      SourceKind kind, Statement statement, CrmNews crm, FieldMapping mapping) {
    String event = statement.events().getFirst();
    if (crm.unknownStage() != null) {
      return Optional.of(
          new Unusable(
              QuarantineReason.UNKNOWN_STAGE,
              "Taxonomy maps no stage from '" + crm.unknownStage() + "' of " + kind.id()));
    }
    if (kind != SourceKind.HUBSPOT) {
      return Optional.of(
          new Unusable(
              QuarantineReason.UNKNOWN_EVENT,
              "Catalogue maps no activity from '" + event + "' of " + kind.id()));
    }
    // A known property that was cleared says nothing, since empty values never overwrite.
    return crm.named() || mapping.knows(event)
        ? Optional.empty()
        : Optional.of(
            new Unusable(
                QuarantineReason.UNKNOWN_FIELD,
                "Catalogue maps no field from property '" + event + "' of " + kind.id()));
  }

  private static void note(
      PersonFields person, Statement statement, Optional<Activity> activity, CrmNews crm) {
    activity.ifPresent(recorded -> person.note(Reason.matched("activity:" + recorded.type(), "")));
    if (activity.isEmpty() && !statement.events().isEmpty()) {
      person.note(Reason.notMatched("activity", "the catalogue maps none from this event"));
    }
    if (crm.unknownStage() != null) {
      person.note(Reason.notMatched("stage", "the taxonomy maps none from the CRM's"));
    }
  }

  private static @Nullable String removed(Map<Catalogue.Field, Object> said, String name) {
    Optional<Catalogue.Field> field =
        said.keySet().stream().filter(candidate -> candidate.name().equals(name)).findFirst();
    return field.map(said::remove).map(Object::toString).orElse(null);
  }

  private static <T> T of(Map<SourceKind, T> byKind, SourceKind kind) {
    return Objects.requireNonNull(byKind.get(kind));
  }
}
