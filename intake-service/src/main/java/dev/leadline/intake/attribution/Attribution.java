package dev.leadline.intake.attribution;

import dev.leadline.intake.normalisation.CompanyDomain;
import dev.leadline.policy.Taxonomy;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Names the origin of a touch by the closed lists of a taxonomy.
///
/// What a campaign says of itself (UTM) goes before a click id, that before the referrer, and a
/// visit with none of them is direct.
public final class Attribution {
  private static final String NONE = "(none)";

  /// HubSpot's words for where a contact came from, which name a channel rather than a source.
  private static final Map<String, String> HUBSPOT_CHANNELS =
      Map.of(
          "organic_search", "Organic Search",
          "paid_search", "Paid Search",
          "organic_social", "Organic Social",
          "social_media", "Organic Social",
          "paid_social", "Paid Social",
          "email_marketing", "Email",
          "referrals", "Referral",
          "direct_traffic", Channel.DIRECT,
          "ai_referrals", "AI Assistant");

  private final Map<String, String> sources;
  private final Map<String, String> media;
  private final Map<String, String> campaigns;

  public Attribution(Taxonomy taxonomy) {
    sources = bySynonym(taxonomy.sources());
    media = bySynonym(taxonomy.media());
    campaigns = bySynonym(taxonomy.campaigns());
  }

  /// @return empty when the touch says nothing of an origin
  public Optional<Origin> of(Touch touch) {
    if (touch.source() != null || touch.medium() != null || touch.campaign() != null) {
      return Optional.of(origin(touch.source(), touch.medium(), touch.campaign(), channel(touch)));
    }
    return ClickIds.meaning(touch.clickIds())
        .map(click -> origin(click.source(), click.medium(), null, click.channel()))
        .or(() -> referred(touch))
        .or(() -> visited(touch));
  }

  private Optional<Origin> referred(Touch touch) {
    if (touch.referrer() == null) {
      return Optional.empty();
    }
    Optional<String> site = CompanyDomain.of(touch.referrer());
    boolean own =
        touch.page() != null && site.isPresent() && site.equals(CompanyDomain.of(touch.page()));
    return own ? Optional.empty() : site.map(this::referral);
  }

  private Origin referral(String site) {
    String medium = KnownSources.SEARCH.has(site) ? "organic" : "referral";
    return origin(site, medium, null, Channel.of(site, medium, ""));
  }

  private Optional<Origin> visited(Touch touch) {
    return touch.page() == null
        ? Optional.empty()
        : Optional.of(origin("(direct)", NONE, null, Channel.DIRECT));
  }

  private String channel(Touch touch) {
    String named = HUBSPOT_CHANNELS.get(text(touch.source()).toLowerCase(Locale.ROOT));
    if (named != null) {
      return named;
    }
    String source = categorised(touch.source());
    String campaign = text(touch.campaign());
    String channel = Channel.of(source, text(touch.medium()), campaign);
    return channel.equals(Channel.UNASSIGNED)
        ? Channel.of(source, text(listed(media, touch.medium())), campaign)
        : channel;
  }

  /// The source by the name that GA4 knows: as entered, or what the company's own synonym means.
  private String categorised(@Nullable String source) {
    return source == null || KnownSources.anyHas(source)
        ? text(source)
        : sources.getOrDefault(source.toLowerCase(Locale.ROOT), source);
  }

  private Origin origin(
      @Nullable String source, @Nullable String medium, @Nullable String campaign, String channel) {
    return new Origin(
        listed(sources, source),
        source,
        listed(media, medium),
        medium,
        campaigns.isEmpty() ? campaign : listed(campaigns, campaign),
        campaign,
        channel,
        channel.equals(Channel.DIRECT));
  }

  private static @Nullable String listed(Map<String, String> names, @Nullable String entered) {
    return entered == null
        ? null
        : names.getOrDefault(entered.toLowerCase(Locale.ROOT), Taxonomy.UNCLASSIFIED);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static Map<String, String> bySynonym(Map<String, List<String>> listed) {
    Map<String, String> names = new HashMap<>();
    listed.forEach((name, synonyms) -> {
      names.put(name.toLowerCase(Locale.ROOT), name);
      synonyms.forEach(synonym -> names.put(synonym.toLowerCase(Locale.ROOT), name));
    });
    return Map.copyOf(names);
  }
}
