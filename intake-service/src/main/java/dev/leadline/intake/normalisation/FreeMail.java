package dev.leadline.intake.normalisation;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Domains where anyone can have a mailbox, so that they say nothing about a company.
///
/// @param domains in lower case, besides those of the large providers
public record FreeMail(Set<String> domains) {
  private static final Set<String> ELSEWHERE =
      Set.of(
          "aol.com",
          "fastmail.com",
          "free.fr",
          "gmx.at",
          "gmx.ch",
          "gmx.com",
          "gmx.de",
          "gmx.net",
          "hey.com",
          "laposte.net",
          "libero.it",
          "mail.com",
          "mail.ru",
          "naver.com",
          "orange.fr",
          "pm.me",
          "proton.me",
          "protonmail.com",
          "qq.com",
          "t-online.de",
          "tutanota.com",
          "web.de",
          "zoho.com",
          "163.com",
          "126.com");

  public FreeMail {
    domains = Set.copyOf(domains);
  }

  /// The large providers and those of a policy's list.
  public static FreeMail and(Collection<String> listed) {
    return new FreeMail(
        listed.stream()
            .map(domain -> domain.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()));
  }

  public boolean has(String domain) {
    return domains.contains(domain)
        || ELSEWHERE.contains(domain)
        || MailProvider.of(domain) != MailProvider.OTHER;
  }
}
