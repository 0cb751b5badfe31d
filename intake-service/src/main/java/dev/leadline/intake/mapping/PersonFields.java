package dev.leadline.intake.mapping;

import dev.leadline.events.Reason;
import dev.leadline.intake.attribution.Origin;
import dev.leadline.intake.identity.Key;
import dev.leadline.intake.identity.KnownValue;
import dev.leadline.intake.identity.LeadFields;
import dev.leadline.intake.normalisation.CleanText;
import dev.leadline.intake.normalisation.CompanyDomain;
import dev.leadline.intake.normalisation.Countries;
import dev.leadline.intake.normalisation.EmailAddress;
import dev.leadline.intake.normalisation.FieldValues;
import dev.leadline.intake.normalisation.FreeMail;
import dev.leadline.intake.normalisation.PhoneNumber;
import dev.leadline.policy.Catalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Collects what one event says of a person: the catalogue's fields, each written in one way, and
/// the keys among them. A value that cannot be used is left out with a note that does not show it.
final class PersonFields {
  private final Instant at;
  private final FreeMail freeMail;
  private final Map<String, KnownValue> fields = new HashMap<>();
  private final TreeSet<Key> keys = new TreeSet<>();
  private final List<Reason> notes = new ArrayList<>();

  PersonFields(Instant at, FreeMail freeMail) {
    this.at = at;
    this.freeMail = freeMail;
  }

  Map<String, KnownValue> fields() {
    return fields;
  }

  SortedSet<Key> keys() {
    return keys;
  }

  List<Reason> notes() {
    return notes;
  }

  /// Takes the values of all fields but those of the origin.
  void take(Map<Catalogue.Field, Object> said) {
    Optional<String> country =
        said.entrySet().stream()
            .filter(entry -> entry.getKey().name().equals(LeadFields.COUNTRY))
            .flatMap(entry -> Countries.alpha2(entry.getValue().toString()).stream())
            .findFirst();
    said.forEach((field, value) -> take(field, value, country.orElse(null)));
  }

  /// Takes the sender's own id of the person.
  void take(Key key) {
    Optional<String> value =
        CleanText.of(key.value()).filter(text -> text.length() <= Key.MAX_LENGTH);
    value.ifPresentOrElse(
        text -> keys.add(new Key(key.kind(), text)),
        () -> notes.add(Reason.notMatched("key:" + key.kind(), "not an id")));
  }

  /// Takes where the person came from, for those of the fields that the catalogue has.
  void take(Origin origin, Catalogue catalogue) {
    take(catalogue, LeadFields.SOURCE, origin.source(), origin.sourceEntered(), origin.direct());
    take(catalogue, LeadFields.MEDIUM, origin.medium(), origin.mediumEntered(), origin.direct());
    take(
        catalogue,
        LeadFields.CAMPAIGN,
        origin.campaign(),
        origin.campaignEntered(),
        origin.direct());
    take(catalogue, LeadFields.CHANNEL, origin.channel(), null, origin.direct());
  }

  /// Remembers that something was seen and how it was used.
  void note(Reason reason) {
    notes.add(reason);
  }

  private void take(
      Catalogue catalogue,
      String field,
      @Nullable String value,
      @Nullable String entered,
      boolean weak) {
    if (value != null && catalogue.fields().containsKey(field)) {
      put(field, new KnownValue(value, at, differing(entered, value), weak));
    }
  }

  private void take(Catalogue.Field field, Object value, @Nullable String country) {
    String name = field.name();
    Optional<KnownValue> known =
        switch (name) {
          case LeadFields.EMAIL -> email(value.toString());
          case LeadFields.PHONE -> phone(value.toString(), country);
          case LeadFields.COUNTRY -> written(value.toString(), Countries::alpha2);
          case LeadFields.COMPANY_DOMAIN -> written(value.toString(), this::companyDomain);
          default -> FieldValues.typed(field.type(), value).map(v -> KnownValue.said(v, at));
        };
    known.ifPresentOrElse(
        v -> put(name, v),
        () -> notes.add(Reason.notMatched("field:" + name, "the value cannot be used")));
  }

  private Optional<KnownValue> email(String entered) {
    Optional<EmailAddress> email = CleanText.of(entered).flatMap(EmailAddress::parse);
    email.ifPresent(address -> keys.add(Key.email(address.lower())));
    return email.map(address -> KnownValue.said(address.entered(), at));
  }

  /// A number whose country is not known yet stays as entered, and is no key.
  private Optional<KnownValue> phone(String entered, @Nullable String country) {
    Optional<String> e164 = PhoneNumber.e164(entered, country);
    e164.ifPresent(number -> keys.add(Key.phone(number)));
    return e164.isPresent()
        ? e164.map(number -> new KnownValue(number, at, differing(entered, number), false))
        : CleanText.of(entered)
            .filter(text -> text.chars().anyMatch(Character::isDigit))
            .map(text -> KnownValue.said(text, at));
  }

  private Optional<String> companyDomain(String text) {
    return CompanyDomain.of(text).filter(domain -> !freeMail.has(domain));
  }

  private Optional<KnownValue> written(String entered, Function<String, Optional<String>> form) {
    return form.apply(entered)
        .map(value -> new KnownValue(value, at, differing(entered, value), false));
  }

  private void put(String field, KnownValue value) {
    fields.put(field, value);
  }

  /// What was entered, cleaned, where that is not the value itself.
  private static @Nullable String differing(@Nullable String entered, String value) {
    return entered == null || entered.equals(value) ? null : CleanText.of(entered).orElse(null);
  }
}
