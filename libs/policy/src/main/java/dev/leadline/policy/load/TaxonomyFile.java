package dev.leadline.policy.load;

import dev.leadline.policy.Taxonomy;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `taxonomy.yaml`: how sources, media, campaigns and the stages of CRMs are named.
final class TaxonomyFile {
  static final String NAME = "taxonomy.yaml";

  private TaxonomyFile() {}

  static Taxonomy read(Value root, Names stages) {
    Block file = root.block();
    Taxonomy taxonomy =
        new Taxonomy(
            closedList(file.required("sources")),
            closedList(file.required("media")),
            file.optional("campaigns").map(TaxonomyFile::closedList).orElse(Map.of()),
            file.optional("crm-stages")
                .map(kinds ->
                    kinds.block().entries(Value::id, (_, names) -> crmStages(names, stages)))
                .orElse(Map.of()));
    file.finish();
    return taxonomy;
  }

  private static Map<String, String> crmStages(Value names, Names stages) {
    return names.block().entries(Value::text, (_, stage) -> stages.reference(stage));
  }

  private static Map<String, List<String>> closedList(Value value) {
    Map<String, Value> seen = new HashMap<>();
    return value
        .block()
        .entries(
            key -> once(seen, key),
            (_, synonyms) ->
                synonyms.oneOrMore().stream().map(synonym -> once(seen, synonym)).toList());
  }

  /// A name means one thing only, whatever its case.
  private static String once(Map<String, Value> seen, Value value) {
    String name = value.text();
    String key = name.toLowerCase(Locale.ROOT);
    if (key.equals(Taxonomy.UNCLASSIFIED)) {
      value.error("'%s' stands for what is in no list".formatted(name));
    }
    Value first = value.isAbsent() ? null : seen.putIfAbsent(key, value);
    if (first != null) {
      value.error("'%s' already has a meaning on line %d".formatted(name, first.line()));
    }
    return name;
  }
}
