package dev.leadline.sla.clock;

import static dev.leadline.testsupport.LeadBuilder.aLead;

import dev.leadline.events.ClockMet.TimeSplit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/// The clock of an example of the documentation: told line by line, and asked how it stands.
public final class DocumentedClock {
  private final Promises promises;
  private LeadClocks lead = LeadClocks.first(aLead().build());

  public DocumentedClock(Promises promises) {
    this.promises = promises;
  }

  /// Tells it a line such as `09:00 stage mql`, `Tue 10:00 touch` or `13:00 owner bo early`.
  public void tell(String line) {
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    int days = words.getFirst().equals("Tue") ? 1 : 0;
    if (days > 0) {
      words.removeFirst();
    }
    LocalTime time = LocalTime.parse(words.removeFirst());
    int minute = (days * 24 - 9) * 60 + time.toSecondOfDay() / 60;
    Observation told =
        switch (words.getFirst()) {
          case "stage" ->
              Told.stage(
                  minute, words.get(1), words.size() > 2 ? Integer.parseInt(words.get(2)) : 1);
          case "owner" -> Told.owner(minute, words.get(1), words.get(2));
          case "touch" -> Told.touch(minute);
          default -> throw new IllegalArgumentException(line);
        };
    lead = ClockDecider.take(lead, told, promises, told.move().recorded()).lead();
  }

  /// How the first clock stands, in the words of the documentation.
  public List<String> words() {
    TrackedClock clock = lead.clocks().getFirst();
    Standing standing = clock.standing();
    Instant latest =
        lead.journal().moves().stream().map(Move::at).max(Instant::compareTo).orElseThrow();
    Run run = Timekeeper.run(clock.terms(), lead.journal(), promises.eras()).orElseThrow();
    Duration used = run.used(latest);
    List<String> words = new ArrayList<>();
    words.add(standing.phase().name().toLowerCase(java.util.Locale.ROOT));
    words.add("used " + used);
    words.add("due " + standing.due());
    words.add("cause " + standing.cause());
    if (used.compareTo(clock.terms().budget()) > 0) {
      words.add("breached");
    }
    TimeSplit split = standing.split();
    if (split != null) {
      words.add("systems " + split.systems());
      words.add("waiting " + split.waiting());
      words.add("people " + split.people());
    }
    return words;
  }
}
