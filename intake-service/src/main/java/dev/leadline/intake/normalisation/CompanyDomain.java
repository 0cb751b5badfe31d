package dev.leadline.intake.normalisation;

import com.google.common.net.InternetDomainName;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The domain by which a company is known: the registrable one, in Punycode.
public final class CompanyDomain {
  private static final Pattern BEFORE_HOST =
      Pattern.compile("^(?:(?:[a-z][a-z0-9+.-]*:)?//)?(?:[^/@]*@)?");
  private static final Pattern AFTER_HOST = Pattern.compile("[:/?#].*$", Pattern.DOTALL);

  private CompanyDomain() {}

  /// From a domain, a host name or a URL, such as `https://shop.example.co.uk/x` to
  /// `example.co.uk`.
  ///
  /// @return empty when it is none that someone could have registered
  public static Optional<String> of(String text) {
    String start = BEFORE_HOST.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
    String host = AFTER_HOST.matcher(start).replaceFirst("");
    try {
      return registrable(InternetDomainName.from(IDN.toASCII(host)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The public suffix and one label more. Under a top-level domain that the list does not have,
  /// the suffix is that domain, as the list's own algorithm says (publicsuffix.org/list).
  private static Optional<String> registrable(InternetDomainName name) {
    if (name.isUnderPublicSuffix()) {
      return Optional.of(name.topPrivateDomain().toString());
    }
    String host = name.toString();
    int lastDot = host.lastIndexOf('.');
    return name.hasPublicSuffix() || lastDot < 0
        ? Optional.empty()
        : Optional.of(host.substring(host.lastIndexOf('.', lastDot - 1) + 1));
  }
}
