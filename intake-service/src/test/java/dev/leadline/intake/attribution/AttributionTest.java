package dev.leadline.intake.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.Taxonomy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributionTest {
  private final Attribution attribution =
      new Attribution(
          new Taxonomy(
              Map.of(
                  "google", List.of("adwords"),
                  "x", List.of("twitter", "t.co"),
                  "(direct)", List.of(),
                  "our-paper", List.of()),
              Map.of("cpc", List.of("ppc"), "(none)", List.of(), "organic", List.of()),
              Map.of(),
              Map.of()));

  @ParameterizedTest
  @CsvSource({
    "(direct), (none), '', Direct",
    "x, y, my Cross-Network run, Cross-network",
    "chatgpt.com, referral, '', AI Assistant",
    "amazon, cpc, '', Paid Shopping",
    "x, cpc, spring shopping, Paid Shopping",
    "Google, CPC, '', Paid Search",
    "google, cpm, '', Paid Search",
    "m.facebook.com, paid-social, '', Paid Social",
    "youtube, cpv-cp, '', Paid Video",
    "x, cpm, '', Display",
    "x, banner, '', Display",
    "x, retargeting, '', Paid Other",
    "etsy, referral, '', Organic Shopping",
    "linkedin, referral, '', Organic Social",
    "x, social-media, '', Organic Social",
    "vimeo, referral, '', Organic Video",
    "x, promo-video, '', Organic Video",
    "bing, referral, '', Organic Search",
    "x, organic, '', Organic Search",
    "blog, referral, '', Referral",
    "newsletter, e-mail, '', Email",
    "email, x, '', Email",
    "x, affiliate, '', Affiliates",
    "x, audio, '', Audio",
    "sms, x, '', SMS",
    "x, mobile-web, '', Mobile Push",
    "firebase, x, '', Mobile Push",
    "x, y, '', Unassigned"
  })
  void theFirstChannelRuleThatMatchesWins(
      String source, String medium, String campaign, String channel) {
    assertThat(Channel.of(source, medium, campaign)).isEqualTo(channel);
  }

  @Test
  void aSynonymMeansTheListedNameAndWhatWasEnteredIsKept() {
    Origin origin = of("AdWords", "PPC", "Brand");
    assertThat(origin.source()).isEqualTo("google");
    assertThat(origin.sourceEntered()).isEqualTo("AdWords");
    assertThat(origin.medium()).isEqualTo("cpc");
    assertThat(origin.campaign()).isEqualTo("Brand");
    assertThat(origin.channel()).isEqualTo("Paid Search");
  }

  @Test
  void whatIsInNoListIsUnclassified() {
    Origin origin = of("somewhere", "billboard", null);
    assertThat(origin.source()).isEqualTo("unclassified");
    assertThat(origin.sourceEntered()).isEqualTo("somewhere");
    assertThat(origin.medium()).isEqualTo("unclassified");
    assertThat(origin.channel()).isEqualTo("Unassigned");
  }

  @Test
  void aClickIdSpeaksWhereNoCampaignDoes() {
    Origin paid = clicked("gclid", "fbclid");
    assertThat(paid.channel()).isEqualTo("Paid Search");
    assertThat(paid.source()).isEqualTo("google");
    assertThat(clicked("FBCLID").channel()).isEqualTo("Organic Social");
    assertThat(clicked("lifatid").channel()).isEqualTo("Paid Social");
    Touch named = new Touch("our-paper", "print", null, Set.of("gclid"), null, null);
    assertThat(attribution.of(named).orElseThrow().source()).isEqualTo("our-paper");
  }

  @Test
  void aReferrerSpeaksWhereNothingElseDoes() {
    assertThat(referred("https://www.google.com/").channel()).isEqualTo("Organic Search");
    assertThat(referred("https://t.co/abc").channel()).isEqualTo("Organic Social");
    assertThat(referred("https://blog.partner.example/").channel()).isEqualTo("Referral");
  }

  @Test
  void ourOwnPagesReferNobody() {
    Origin origin = referred("https://shop.acme.example/");
    assertThat(origin.channel()).isEqualTo("Direct");
    assertThat(origin.direct()).isTrue();
  }

  @Test
  void nothingSaidIsNoOrigin() {
    assertThat(attribution.of(new Touch(null, null, null, Set.of(), null, null))).isEmpty();
  }

  @Test
  void hubSpotsWordsNameAChannel() {
    assertThat(of("PAID_SOCIAL", null, null).channel()).isEqualTo("Paid Social");
  }

  private Origin of(@Nullable String source, @Nullable String medium, @Nullable String campaign) {
    return attribution.of(new Touch(source, medium, campaign, Set.of(), null, null)).orElseThrow();
  }

  private Origin clicked(String... clickIds) {
    return attribution
        .of(new Touch(null, null, null, Set.of(clickIds), null, "https://acme.example/"))
        .orElseThrow();
  }

  private Origin referred(String referrer) {
    return attribution
        .of(new Touch(null, null, null, Set.of(), referrer, "https://www.acme.example/"))
        .orElseThrow();
  }
}
