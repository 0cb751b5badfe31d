package dev.leadline.routing.roster;

/// Whether a rep takes leads at present, as somebody said at run time.
public enum Presence {
  ACTIVE,
  PAUSED,
  ON_LEAVE
}
