package dev.leadline.policy.load;

import dev.leadline.policy.Catalogue;
import dev.leadline.policy.Catalogue.ActivityType;
import dev.leadline.policy.Catalogue.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `fields.yaml`: the fields of a lead and the activities, with the senders' names of them.
final class CatalogueFile {
  static final String NAME = "fields.yaml";

  private static final Map<String, Catalogue.Type> TYPES =
      Words.inOrder(
          Map.entry("text", Catalogue.Type.TEXT),
          Map.entry("integer", Catalogue.Type.INTEGER),
          Map.entry("decimal", Catalogue.Type.DECIMAL),
          Map.entry("boolean", Catalogue.Type.BOOLEAN),
          Map.entry("text-list", Catalogue.Type.TEXT_LIST));
  private static final Set<String> OF_EVERY_ACTIVITY = Set.of("type", "source");

  private CatalogueFile() {}

  static Catalogue read(Value root) {
    Block file = root.block();
    Catalogue catalogue =
        new Catalogue(
            file.required("fields").block().entries(Value::name, CatalogueFile::field),
            file.required("activities").block().entries(Value::id, CatalogueFile::activity));
    file.finish();
    return catalogue;
  }

  private static Field field(String name, Value value) {
    Block block = value.block();
    Field field =
        new Field(
            name,
            block.required("type").choice(TYPES),
            from(block),
            block.optional("required").map(Value::bool).orElse(false),
            Set.copyOf(texts(block.optional("visible-to"))),
            block.optional("personal").map(Value::bool).orElse(false));
    block.finish();
    return field;
  }

  private static ActivityType activity(String type, Value value) {
    Block block = value.block();
    Map<String, Catalogue.Type> properties =
        block
            .optional("properties")
            .map(given -> given.block().entries(CatalogueFile::property, CatalogueFile::type))
            .orElse(Map.of());
    ActivityType activity = new ActivityType(type, properties, from(block));
    block.finish();
    return activity;
  }

  private static String property(Value key) {
    String name = key.name();
    if (OF_EVERY_ACTIVITY.contains(name)) {
      key.error("Every activity has '%s' already".formatted(name));
    }
    return name;
  }

  private static Catalogue.Type type(String name, Value value) {
    return value.choice(TYPES);
  }

  private static Map<String, List<String>> from(Block block) {
    return block
        .optional("from")
        .map(given ->
            given
                .block()
                .entries(CatalogueFile::sourceKind, (_, names) -> texts(Optional.of(names))))
        .orElse(Map.of());
  }

  private static String sourceKind(Value key) {
    String kind = key.id();
    if (!Value.isStandIn(kind) && !Catalogue.SOURCE_KINDS.contains(kind)) {
      key.warning(
          "'%s' is not one of the source kinds %s"
              .formatted(kind, Value.quoted(Catalogue.SOURCE_KINDS)));
    }
    return kind;
  }

  private static List<String> texts(Optional<Value> value) {
    return value.stream().flatMap(given -> given.oneOrMore().stream()).map(Value::text).toList();
  }
}
