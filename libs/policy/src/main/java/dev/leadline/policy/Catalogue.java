package dev.leadline.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// The fields a lead may have and the activities that may be recorded.
///
/// @param fields by name, in the order of the file
/// @param activities by type
public record Catalogue(Map<String, Field> fields, Map<String, ActivityType> activities) {
  /// The kinds of source that senders' names are given for; `any` stands for all of them.
  public static final List<String> SOURCE_KINDS =
      List.of("hubspot", "segment", "standard-webhooks", "cloudevents", "web-form", "any");

  public Catalogue {
    fields = Ordered.copyOf(fields);
    activities = Ordered.copyOf(activities);
  }

  /// The types a field or property may have; they are the value types of an event.
  public enum Type {
    TEXT,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    TEXT_LIST
  }

  /// A field of a lead.
  ///
  /// @param from for each kind of source (`hubspot`, `segment`, `standard-webhooks`, `cloudevents`,
  ///   `web-form`, or `any`) the sender's names of it, first present wins
  /// @param required whether it counts for data completeness
  /// @param visibleTo the roles that may see it; empty means everyone who may see leads
  /// @param personal whether it tells who the person is; explanations then say that it is present,
  ///   not what it is
  public record Field(
      String name,
      Type type,
      Map<String, List<String>> from,
      boolean required,
      Set<String> visibleTo,
      boolean personal) {
    public Field {
      from = Ordered.copyOfLists(from);
      visibleTo = Set.copyOf(visibleTo);
    }
  }

  /// Something a lead does.
  ///
  /// @param properties the typed properties that conditions may name, besides `type` and `source`
  /// @param from for each kind of source the sender's event names that mean it
  public record ActivityType(
      String type, Map<String, Type> properties, Map<String, List<String>> from) {
    public ActivityType {
      properties = Ordered.copyOf(properties);
      from = Ordered.copyOfLists(from);
    }
  }
}
