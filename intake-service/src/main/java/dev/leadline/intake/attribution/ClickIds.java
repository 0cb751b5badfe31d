package dev.leadline.intake.attribution;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The parameters that ad platforms add to a link, and what they say when there is no UTM beside
/// them.
public final class ClickIds {

  /// What a platform's click means.
  record Click(String source, String medium, String channel) {}

  private record Platform(Set<String> parameters, Click click) {}

  /// In order: the first platform whose parameter is there decides. That of Meta and that of Google
  /// Merchant are no proof of a paid click, so they come after those that are.
  private static final List<Platform> PLATFORMS =
      List.of(
          platform("google", "cpc", "Paid Search", "gclid", "gbraid", "wbraid", "s_kwcid"),
          platform("google", "display", "Display", "dclid"),
          platform("bing", "cpc", "Paid Search", "msclkid"),
          platform("yandex", "cpc", "Paid Search", "yclid"),
          platform("linkedin", "paid-social", "Paid Social", "li_fat_id"),
          platform("tiktok", "paid-social", "Paid Social", "ttclid"),
          platform("twitter", "paid-social", "Paid Social", "twclid"),
          platform("reddit", "paid-social", "Paid Social", "rdt_cid"),
          platform("pinterest", "paid-social", "Paid Social", "epik"),
          platform("snapchat", "paid-social", "Paid Social", "sccid"),
          platform("taboola", "display", "Display", "tblci"),
          platform("outbrain", "display", "Display", "dicbo"),
          platform("adobe", "paid", "Paid Other", "ef_id"),
          platform("impact", "affiliate", "Affiliates", "irclickid"),
          platform("awin", "affiliate", "Affiliates", "awc"),
          platform("cj", "affiliate", "Affiliates", "cjevent"),
          platform("rakuten", "affiliate", "Affiliates", "ranmid"),
          platform("mailchimp", "email", "Email", "mc_cid", "mc_eid"),
          platform("marketo", "email", "Email", "mkt_tok"),
          platform("facebook", "social", "Organic Social", "fbclid"),
          platform("instagram", "social", "Organic Social", "igshid"),
          platform("google", "organic", "Organic Shopping", "srsltid"));

  private static final Set<String> ALL =
      PLATFORMS.stream()
          .flatMap(platform -> platform.parameters().stream())
          .collect(Collectors.toUnmodifiableSet());

  private ClickIds() {}

  /// Whether a parameter of that name is one, whatever its case.
  public static boolean has(String parameter) {
    return ALL.contains(name(parameter));
  }

  static Optional<Click> meaning(Set<String> parameters) {
    if (parameters.isEmpty()) {
      return Optional.empty();
    }
    Set<String> names =
        parameters.stream().map(ClickIds::name).collect(Collectors.toUnmodifiableSet());
    return PLATFORMS.stream()
        .filter(platform -> platform.parameters().stream().anyMatch(names::contains))
        .map(Platform::click)
        .findFirst();
  }

  private static Platform platform(
      String source, String medium, String channel, String... parameters) {
    Set<String> names =
        Stream.of(parameters).map(ClickIds::name).collect(Collectors.toUnmodifiableSet());
    return new Platform(names, new Click(source, medium, channel));
  }

  /// A name without case and underscores, which a form field may have lost.
  private static String name(String parameter) {
    return parameter.toLowerCase(Locale.ROOT).replace("_", "");
  }
}
