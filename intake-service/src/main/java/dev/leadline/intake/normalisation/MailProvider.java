package dev.leadline.intake.normalisation;

import java.util.Set;
import java.util.regex.Pattern;

/// The providers whose rules on addresses are known. A company's own domain at such a provider is
/// not covered: its administrator may have other rules.
enum MailProvider {
  GMAIL {
    @Override
    String canonicalLocal(String local) {
      return SINGLE_DOT.matcher(upTo('+', local)).replaceAll("");
    }

    @Override
    String canonicalDomain(String domain) {
      return "gmail.com";
    }
  },
  PLUS_ADDRESSING {
    @Override
    String canonicalLocal(String local) {
      return upTo('+', local);
    }
  },
  YAHOO {
    @Override
    String canonicalLocal(String local) {
      int dash = local.lastIndexOf('-');
      return dash < 1 ? local : local.substring(0, dash);
    }
  },
  YANDEX {
    @Override
    String canonicalDomain(String domain) {
      return "yandex.ru";
    }
  },
  OTHER;

  private static final Pattern SINGLE_DOT = Pattern.compile("(?<!\\.)\\.(?!\\.)");
  private static final Pattern MICROSOFT =
      Pattern.compile(
          "(?:outlook|hotmail|live)\\.[a-z]{2,3}(?:\\.[a-z]{2})?|msn\\.com|passport\\.com");
  private static final Set<String> GOOGLE = Set.of("gmail.com", "googlemail.com");
  private static final Set<String> APPLE = Set.of("icloud.com", "me.com", "mac.com");
  private static final Pattern YAHOO_DOMAIN =
      Pattern.compile("yahoo\\.[a-z]{2,3}(?:\\.[a-z]{2})?|ymail\\.com|rocketmail\\.com");
  private static final Pattern YANDEX_DOMAIN =
      Pattern.compile("yandex\\.(?:ru|ua|kz|com|by)|ya\\.ru");

  static MailProvider of(String domain) {
    if (GOOGLE.contains(domain)) {
      return GMAIL;
    }
    if (APPLE.contains(domain) || MICROSOFT.matcher(domain).matches()) {
      return PLUS_ADDRESSING;
    }
    if (YAHOO_DOMAIN.matcher(domain).matches()) {
      return YAHOO;
    }
    return YANDEX_DOMAIN.matcher(domain).matches() ? YANDEX : OTHER;
  }

  String canonicalLocal(String local) {
    return local;
  }

  String canonicalDomain(String domain) {
    return domain;
  }

  private static String upTo(char mark, String local) {
    int at = local.indexOf(mark);
    return at < 1 ? local : local.substring(0, at);
  }
}
