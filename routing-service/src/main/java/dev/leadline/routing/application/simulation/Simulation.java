package dev.leadline.routing.application.simulation;

import java.time.Instant;
import java.util.UUID;

/// A simulation as it is at one moment.
public record Simulation(UUID id, Trial trial, Instant begunAt, State state) {

  /// How far it is, or what came of it.
  public sealed interface State {

    /// @param recordedEvents that were read from the topics so far
    /// @param percent that was simulated so far; 0 while topics are read
    record Running(long recordedEvents, int percent) implements State {
      static final Running BEGUN = new Running(0, 0);

      /// What it is after a line of the simulator: `recorded EVENTS` or `simulated PERCENT`. Any
      /// other line changes nothing.
      Running after(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 2 || !words[1].matches("\\d{1,18}")) {
          return this;
        }
        long number = Long.parseLong(words[1]);
        return switch (words[0]) {
          case "recorded" -> new Running(number, percent);
          case "simulated" -> new Running(recordedEvents, (int) Math.min(100, number));
          default -> this;
        };
      }
    }

    /// @param json the report for tools
    /// @param html the same as a page
    record Done(Instant at, String json, String html) implements State {}

    /// @param why in a sentence
    record Failed(Instant at, String why) implements State {}
  }
}
