package dev.leadline.routing.explanation;

import dev.leadline.events.LeadSnapshot;
import dev.leadline.policy.Catalogue;
import dev.leadline.policy.Condition;
import dev.leadline.policy.Policy;
import dev.leadline.policy.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What of a lead could be otherwise so that conditions come out otherwise: the fields that they
/// name, with the values that they compare with. Fields that tell who a person is are left alone.
final class Changes {
  private static final Pattern TEXT =
      Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.'\"])-?\\d+(?:\\.\\d+)?(?![\\w'\"])");
  private static final Pattern LIST = Pattern.compile("lists\\.(\\w+)");
  private static final String LEAD = "lead.";
  private static final String SEGMENT = "segment.";

  private final Policy policy;
  private final Map<String, Segment> segments = new HashMap<>();
  private final Map<String, Set<Object>> values = new TreeMap<>();
  private final Set<String> seen = new HashSet<>();

  private Changes(Policy policy) {
    this.policy = policy;
    policy.segments().forEach(segment -> segments.put(segment.id(), segment));
  }

  /// Every change worth trying, the smallest first; of equally small ones in the order of the
  /// fields' names, and of the values as the policy has them.
  static List<Change> of(Policy policy, LeadSnapshot lead, List<Condition> conditions) {
    Changes changes = new Changes(policy);
    conditions.forEach(changes::add);
    List<Change> all = new ArrayList<>();
    changes.values.forEach((field, candidates) -> {
      Object now = lead.fields().get(field);
      candidates.stream()
          .filter(value -> !value.equals(now))
          .map(value -> new Change(field, now, value))
          .forEach(all::add);
      if (now != null) {
        all.add(new Change(field, now, null));
      }
    });
    all.sort(Comparator.comparingDouble(Change::distance));
    return all;
  }

  /// The lead with a change made.
  static LeadSnapshot applied(Change change, LeadSnapshot lead) {
    Map<String, Object> fields = new HashMap<>(lead.fields());
    Object to = change.to();
    if (to == null) {
      fields.remove(change.field());
    } else {
      fields.put(change.field(), to);
    }
    return new LeadSnapshot(lead.id(), lead.version(), lead.capturedAt(), fields);
  }

  private void add(Condition condition) {
    if (!seen.add(condition.source())) {
      return;
    }
    for (String variable : condition.variables()) {
      if (variable.startsWith(SEGMENT)) {
        Segment segment = segments.get(variable.substring(SEGMENT.length()));
        if (segment != null) {
          add(segment.when());
        }
      } else if (variable.startsWith(LEAD)) {
        addField(variable.substring(LEAD.length()), condition.source());
      }
    }
  }

  private void addField(String name, String source) {
    Catalogue.@Nullable Field field = policy.catalogue().fields().get(name);
    if (field == null || field.personal()) {
      return;
    }
    Set<Object> candidates = values.computeIfAbsent(name, _ -> new LinkedHashSet<>());
    switch (field.type()) {
      case TEXT -> candidates.addAll(texts(source));
      case BOOLEAN -> candidates.addAll(List.of(true, false));
      case INTEGER ->
          numbers(source)
              .forEach(number -> {
                long whole = (long) Math.floor(number);
                candidates.addAll(List.of(whole, whole + 1, whole - 1));
              });
      case DECIMAL ->
          numbers(source)
              .forEach(number -> candidates.addAll(List.of(number, number + 0.01, number - 0.01)));
      case TEXT_LIST -> texts(source).forEach(text -> candidates.add(List.of(text)));
    }
  }

  private List<String> texts(String source) {
    List<String> texts = new ArrayList<>();
    Matcher text = TEXT.matcher(source);
    while (text.find()) {
      String found = text.group(1) == null ? text.group(2) : text.group(1);
      texts.add(found.replaceAll("\\\\(.)", "$1"));
    }
    Matcher list = LIST.matcher(source);
    while (list.find()) {
      texts.addAll(policy.lists().getOrDefault(list.group(1), List.of()));
    }
    return texts;
  }

  private static List<Double> numbers(String source) {
    List<Double> numbers = new ArrayList<>();
    Matcher number = NUMBER.matcher(source);
    while (number.find()) {
      numbers.add(Double.valueOf(number.group()));
    }
    return numbers;
  }
}
