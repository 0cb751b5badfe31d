package dev.leadline.intake.identity;

import dev.leadline.intake.normalisation.CompanyDomain;
import dev.leadline.intake.normalisation.EmailAddress;
import dev.leadline.intake.normalisation.FreeMail;
import dev.leadline.intake.normalisation.PhoneNumber;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Works out what follows from what is known, once it is together: a sender may tell the phone in
/// one delivery and the country, without which it cannot be read, in another.
///
/// @param fields the catalogue's fields; others are not filled
/// @param freeMail whose domains name no company
public record Completion(Set<String> fields, FreeMail freeMail) {

  public Completion {
    fields = Set.copyOf(fields);
  }

  Map<String, KnownValue> complete(Map<String, KnownValue> known) {
    Map<String, KnownValue> complete = new TreeMap<>(known);
    companyDomain(known)
        .filter(_ -> fields.contains(LeadFields.COMPANY_DOMAIN))
        .ifPresent(domain ->
            complete.merge(
                LeadFields.COMPANY_DOMAIN,
                domain,
                (old, derived) -> old.derived() ? derived : old));
    phone(known).ifPresent(phone -> complete.put(LeadFields.PHONE, phone));
    return complete;
  }

  private Optional<KnownValue> companyDomain(Map<String, KnownValue> known) {
    return derived(known.get(LeadFields.WEBSITE), this::ofWebsite)
        .or(() -> derived(known.get(LeadFields.EMAIL), this::ofEmail));
  }

  private Optional<String> ofWebsite(String website) {
    return CompanyDomain.of(website).filter(domain -> !freeMail.has(domain));
  }

  private Optional<String> ofEmail(String email) {
    return EmailAddress.parse(email)
        .map(EmailAddress::domain)
        .filter(domain -> !freeMail.has(domain))
        .flatMap(CompanyDomain::of);
  }

  /// The phone in E.164, where it was left as entered because its country was not known.
  private static Optional<KnownValue> phone(Map<String, KnownValue> known) {
    KnownValue phone = known.get(LeadFields.PHONE);
    KnownValue country = known.get(LeadFields.COUNTRY);
    if (phone == null || country == null || PhoneNumber.isE164(phone.value().toString())) {
      return Optional.empty();
    }
    String entered = phone.value().toString();
    return PhoneNumber.e164(entered, country.value().toString())
        .map(e164 -> new KnownValue(e164, phone.at(), entered, phone.derived()));
  }

  private static Optional<KnownValue> derived(
      @Nullable KnownValue from, Function<String, Optional<String>> work) {
    return from == null
        ? Optional.empty()
        : work.apply(from.value().toString())
            .map(value -> new KnownValue(value, from.at(), null, true));
  }
}
