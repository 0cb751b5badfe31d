package dev.leadline.simulator.replay;

import dev.leadline.events.Envelope;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadsMerged;
import dev.leadline.policy.Policy;
import dev.leadline.scoring.application.BatchOfLeads;
import dev.leadline.scoring.application.Fold;
import dev.leadline.scoring.application.News;
import dev.leadline.scoring.lead.Happening;
import dev.leadline.scoring.lead.History;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.scoring.lead.ScoringDecider;
import dev.leadline.scoring.lead.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Scores leads as the scoring service does. Nobody reads why in a simulation, so it is not worked
/// out.
final class ScoringReplay {
  /// A decider remembers the leads that it has seen, as a batch of the service has them.
  private static final int BATCH = 1_000;

  private final Policy policy;
  private ScoringDecider decider;
  private int decided;

  ScoringReplay(Policy policy) {
    this.policy = policy;
    this.decider = new ScoringDecider(policy);
  }

  /// Decides an event of intake.
  List<Envelope<LeadScored>> decide(Life life, Envelope<?> event, Instant now, Lives lives) {
    Set<Life> concerned = concerned(life, event, lives);
    Map<LeadId, ScoredLead> stored = new HashMap<>();
    Map<LeadId, History> histories = new HashMap<>();
    for (Life each : concerned) {
      if (each.scored != null) {
        stored.put(each.id, each.scored);
      }
      if (event.event() instanceof LeadsMerged) {
        histories.put(each.id, history(each));
      }
    }
    if (++decided % BATCH == 0) {
      decider = new ScoringDecider(policy);
    }
    BatchOfLeads batch = new BatchOfLeads(stored, histories);
    News news = News.unexplained(now, policy.version());
    new Fold(decider, batch, news, now).event(event);
    for (Happening happening : batch.happenings()) {
      lives.captured(happening.lead()).told.add(happening);
    }
    concerned.forEach(each -> keep(each, batch, lives));
    return told(news);
  }

  /// Looks at a lead because time passed.
  List<Envelope<LeadScored>> look(Life life, Instant until, Instant now) {
    News news = News.unexplained(now, policy.version());
    if (life.scored != null) {
      List<Step> looks = decider.lookedAgain(life.scored, until);
      looks.forEach(news::timePassed);
      if (!looks.isEmpty()) {
        life.scored = looks.getLast().after();
      }
    }
    return told(news);
  }

  private static List<Envelope<LeadScored>> told(News news) {
    return news.told().stream().map(News.Told::envelope).toList();
  }

  private static void keep(Life life, BatchOfLeads batch, Lives lives) {
    if (batch.erased().contains(life.id)) {
      life.lineage().forEach(ScoringReplay::forget);
      return;
    }
    ScoredLead after = batch.lead(life.id);
    if (after != null && after.end() != null) {
      lives.captured(after.end().survivor()).takeIn(life);
    }
    life.scored = after;
  }

  private static void forget(Life life) {
    life.scored = null;
    life.told.clear();
    life.tookIn = List.of();
  }

  /// Both sides of a merge, and whoever goes on in their place.
  private static Set<Life> concerned(Life life, Envelope<?> event, Lives lives) {
    Set<Life> concerned = new LinkedHashSet<>();
    switch (event.event()) {
      case LeadsMerged merged -> {
        goingOn(lives.captured(merged.survivor()), lives, concerned);
        goingOn(lives.captured(merged.absorbed()), lives, concerned);
      }
      case LeadErased _ -> concerned.addAll(life.lineage());
      default -> concerned.add(life);
    }
    return concerned;
  }

  private static void goingOn(Life life, Lives lives, Set<Life> into) {
    Life each = life;
    while (into.add(each) && each.scored != null && each.scored.end() != null) {
      each = lives.captured(each.scored.end().survivor());
    }
  }

  private static History history(Life life) {
    List<Happening> all = new ArrayList<>();
    life.lineage().forEach(each -> all.addAll(each.told));
    return new History(life.id, all);
  }
}
