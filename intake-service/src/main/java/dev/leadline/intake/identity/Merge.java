package dev.leadline.intake.identity;

import dev.leadline.events.LeadId;

/// Two leads that turned out to be one person.
///
/// @param survivor the older as it was before
/// @param absorbed the younger as it was before, from now on an alias
/// @param merged the survivor after
/// @param matchedOn the kind of key that they share, as events name it
public record Merge(LeadState survivor, LeadState absorbed, LeadState merged, String matchedOn) {

  static Merge of(LeadState one, LeadState other, String matchedOn) {
    LeadState survivor = one.id().compareTo(other.id()) < 0 ? one : other;
    LeadState absorbed = survivor.equals(one) ? other : one;
    long version = Math.max(survivor.version(), absorbed.version()) + 1;
    return new Merge(
        survivor,
        absorbed,
        survivor.with(version, FieldNews.apply(survivor.fields(), absorbed.fields())),
        matchedOn);
  }

  public LeadId survivorId() {
    return survivor.id();
  }

  public LeadId absorbedId() {
    return absorbed.id();
  }
}
