package dev.leadline.intake.normalisation;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An e-mail address in three forms.
///
/// @param entered as the person wrote it: what mail is sent to
/// @param lower in lower case with the domain in Punycode: equal for the same mailbox, almost
///   certainly
/// @param canonical after the provider's own rules on sub-addresses, dots and domain aliases: equal
///   for what is likely the same person. Rules as in `validator` 13.15 `normalizeEmail`
/// @param domain of `lower`
public record EmailAddress(String entered, String lower, String canonical, String domain) {
  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL_LENGTH = 64;
  private static final Pattern LOCAL = Pattern.compile("[^\\s@<>(),;:\"\\[\\]\\\\]+");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]");

  /// Reads an address.
  ///
  /// @return empty when mail cannot be sent to it
  public static Optional<EmailAddress> parse(String text) {
    String entered = text.strip();
    int at = entered.lastIndexOf('@');
    if (at < 1 || entered.length() > MAX_LENGTH || at > MAX_LOCAL_LENGTH) {
      return Optional.empty();
    }
    String local = entered.substring(0, at).toLowerCase(Locale.ROOT);
    Optional<String> domain = ascii(entered.substring(at + 1));
    if (domain.isEmpty()
        || !LOCAL.matcher(local).matches()
        || !DOMAIN.matcher(domain.get()).matches()) {
      return Optional.empty();
    }
    MailProvider provider = MailProvider.of(domain.get());
    return Optional.of(
        new EmailAddress(
            entered,
            local + "@" + domain.get(),
            provider.canonicalLocal(local) + "@" + provider.canonicalDomain(domain.get()),
            domain.get()));
  }

  private static Optional<String> ascii(String domain) {
    try {
      return Optional.of(IDN.toASCII(domain).toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
