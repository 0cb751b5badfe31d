package dev.leadline.intake.attribution;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// GA4's default channel groups, as the dbt-ga4 macro transcribes Google's help page 9756891: the
/// first rule that matches wins, ignoring case.
///
/// AI Assistant is newer than that table (May 2026) and its place in the order is not published; it
/// is asked right after Cross-network.
public final class Channel {
  public static final String DIRECT = "Direct";
  public static final String UNASSIGNED = "Unassigned";

  private static final Pattern PAID = Pattern.compile("^(.*cp.*|ppc|retargeting|paid.*)$");
  private static final Pattern SHOPPING_CAMPAIGN =
      Pattern.compile("^(.*(([^a-df-z]|^)shop|shopping).*)$");
  private static final Pattern EMAIL = Pattern.compile("email|e-mail|e_mail|e mail");
  private static final Set<String> DISPLAY =
      Set.of("display", "banner", "expandable", "interstitial", "cpm");
  private static final Set<String> SOCIAL =
      Set.of("social", "social-network", "social-media", "sm", "social network", "social media");

  private record Named(String source, String medium, String campaign) {
    boolean from(KnownSources category) {
      return category.has(source);
    }

    boolean paid() {
      return PAID.matcher(medium).matches();
    }

    boolean shopping() {
      return from(KnownSources.SHOPPING) || SHOPPING_CAMPAIGN.matcher(campaign).matches();
    }
  }

  private record Rule(String channel, Predicate<Named> applies) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(DIRECT, Channel::direct),
          new Rule("Cross-network", t -> t.campaign().contains("cross-network")),
          new Rule(
              "AI Assistant",
              t -> t.medium().equals("ai-assistant") || t.from(KnownSources.ASSISTANT)),
          new Rule("Paid Shopping", t -> t.shopping() && t.paid()),
          new Rule("Paid Search", t -> t.from(KnownSources.SEARCH) && t.paid()),
          new Rule("Paid Social", t -> t.from(KnownSources.SOCIAL) && t.paid()),
          new Rule("Paid Video", t -> t.from(KnownSources.VIDEO) && t.paid()),
          new Rule("Display", t -> DISPLAY.contains(t.medium())),
          new Rule("Paid Other", Named::paid),
          new Rule("Organic Shopping", Named::shopping),
          new Rule(
              "Organic Social", t -> t.from(KnownSources.SOCIAL) || SOCIAL.contains(t.medium())),
          new Rule(
              "Organic Video", t -> t.from(KnownSources.VIDEO) || t.medium().contains("video")),
          new Rule(
              "Organic Search", t -> t.from(KnownSources.SEARCH) || t.medium().equals("organic")),
          new Rule("Referral", t -> Set.of("referral", "app", "link").contains(t.medium())),
          new Rule(
              "Email",
              t -> EMAIL.matcher(t.source()).matches() || EMAIL.matcher(t.medium()).matches()),
          new Rule("Affiliates", t -> t.medium().equals("affiliate")),
          new Rule("Audio", t -> t.medium().equals("audio")),
          new Rule("SMS", t -> t.source().equals("sms") || t.medium().equals("sms")),
          new Rule(
              "Mobile Push",
              t ->
                  t.medium().endsWith("push")
                      || t.medium().contains("mobile")
                      || t.medium().contains("notification")
                      || t.source().equals("firebase")));

  private Channel() {}

  /// The channel of a source, medium and campaign as entered; an empty text means not said.
  public static String of(String source, String medium, String campaign) {
    Named named =
        new Named(
            source.toLowerCase(Locale.ROOT),
            medium.toLowerCase(Locale.ROOT),
            campaign.toLowerCase(Locale.ROOT));
    return RULES.stream()
        .filter(rule -> rule.applies().test(named))
        .map(Rule::channel)
        .findFirst()
        .orElse(UNASSIGNED);
  }

  private static boolean direct(Named touch) {
    return touch.source().equals("(direct)")
        && Set.of("(none)", "(not set)", "").contains(touch.medium());
  }
}
