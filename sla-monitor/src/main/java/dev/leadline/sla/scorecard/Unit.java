package dev.leadline.sla.scorecard;

/// What a figure is measured in; a ratio is from 0 to 1.
public enum Unit {
  RATIO,
  SECONDS,
  COUNT
}
