package dev.leadline.policy.load;

import dev.leadline.policy.RoutingPolicy.Caps;
import dev.leadline.policy.RoutingPolicy.Leave;
import dev.leadline.policy.RoutingPolicy.Rep;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `reps.yaml`: the people who get leads.
final class RepsFile {
  static final String NAME = "reps.yaml";

  private static final int MOST_LEADS = 1_000_000;

  private static final Caps NO_CAPS = new Caps(null, null, null);

  private final Names calendars;
  private final Names reps;

  private RepsFile(Names calendars, Names reps) {
    this.calendars = calendars;
    this.reps = reps;
  }

  static Map<String, Rep> read(Value root, Names calendars) {
    Block block = root.block();
    Names reps = new Names("rep", block.keys(), root);
    return block.entries(Value::id, new RepsFile(calendars, reps)::rep);
  }

  private Rep rep(String id, Value value) {
    Block block = value.block();
    Rep rep =
        new Rep(
            id,
            block.required("name").text(),
            block.required("email").text(),
            block.optional("active").map(Value::bool).orElse(true),
            block.optional("hours").map(calendars::reference).orElse(null),
            block.optional("manager").map(reps::reference).orElse(null),
            skills(block),
            languages(block),
            block.optional("caps").map(caps -> caps(caps.block())).orElse(NO_CAPS),
            block.optional("leave").map(Value::list).orElse(List.of()).stream()
                .map(leave -> leave(leave.block()))
                .toList(),
            block.optional("team").map(Value::id).orElse(null));
    block.finish();
    return rep;
  }

  static Set<String> skills(Block block) {
    Set<String> skills = new LinkedHashSet<>();
    block.optional("skills").ifPresent(all -> all.oneOrMore().forEach(one -> skills.add(one.id())));
    return skills;
  }

  private static Caps caps(Block block) {
    Caps caps =
        new Caps(
            block.optional("open").map(RepsFile::leads).orElse(null),
            block.optional("per-day").map(RepsFile::leads).orElse(null),
            block.optional("per-week").map(RepsFile::leads).orElse(null));
    block.finish();
    return caps;
  }

  private static Integer leads(Value value) {
    return value.integer(1, MOST_LEADS);
  }

  private static Set<String> languages(Block block) {
    Set<String> languages = new LinkedHashSet<>();
    block
        .optional("languages")
        .ifPresent(all -> all.oneOrMore().forEach(one -> languages.add(one.language())));
    return languages;
  }

  /// A day without a time is meant as a whole.
  private static Leave leave(Block block) {
    Value begin = block.required("from");
    Value end = block.required("to");
    LocalDateTime from = begin.dateOrTime(LocalDate::atStartOfDay, LocalDate.EPOCH.atStartOfDay());
    LocalDateTime until = end.dateOrTime(day -> day.plusDays(1).atStartOfDay(), LocalDateTime.MAX);
    block.finish();
    if (!until.isAfter(from)) {
      end.error("Leave ends on %s, before it begins on %s".formatted(end.text(), begin.text()));
      return new Leave(from, from.plusDays(1));
    }
    return new Leave(from, until);
  }
}
