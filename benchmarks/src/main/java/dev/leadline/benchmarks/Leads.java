package dev.leadline.benchmarks;

import dev.leadline.events.Activity;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.scoring.lead.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A lead as there are many: some of its fields known, and a few weeks of doing things.
final class Leads {
  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  static final LeadSnapshot ADA =
      new LeadSnapshot(
          new LeadId(DerivedIds.uuidV7(START, DerivedIds.ofText("ada"))),
          1,
          START,
          Map.of(
              "email", "ada@example.com",
              "company", "Example",
              "companyDomain", "example.com",
              "employees", 900,
              "country", "DE",
              "jobTitle", "Head of Sales"));
  private static final List<String> ACTIVITIES =
      List.of("page_viewed", "email_opened", "page_viewed", "form_submitted", "email_clicked");

  private Leads() {}

  /// That many things that the lead did, six hours apart, after it was captured.
  static List<Happening> history(int activities) {
    List<Happening> history = new ArrayList<>();
    history.add(new Happening.Learned(ADA, START));
    for (int number = 1; number <= activities; number++) {
      history.add(activity(number));
    }
    return history;
  }

  static Happening.Acted activity(int number) {
    Instant at = START.plus(Duration.ofHours(6L * number));
    Activity activity =
        new Activity(
            ACTIVITIES.get(number % ACTIVITIES.size()), "segment", Map.of("path", "/pricing"));
    return new Happening.Acted(ADA.id(), DerivedIds.ofText("event " + number), activity, at, at);
  }
}
