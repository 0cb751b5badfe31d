package dev.leadline.intake.attribution;

import dev.leadline.intake.normalisation.CompanyDomain;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The categories of sources that GA4's channel rules ask for: a short list of our own, after
/// Google's. A host belongs to the site it is of: `m.facebook.com` to `facebook.com`, to
/// `facebook`.
record KnownSources(Set<String> names) {
  static final KnownSources SEARCH =
      new KnownSources(
          Set.of(
              "google",
              "bing",
              "yahoo",
              "baidu",
              "duckduckgo",
              "ecosia",
              "yandex",
              "naver",
              "ask",
              "aol",
              "qwant",
              "startpage",
              "brave",
              "sogou",
              "seznam",
              "daum",
              "search.brave.com"));
  static final KnownSources SOCIAL =
      new KnownSources(
          Set.of(
              "facebook",
              "fb",
              "fb.me",
              "instagram",
              "ig",
              "linkedin",
              "lnkd.in",
              "twitter",
              "t.co",
              "x.com",
              "tiktok",
              "pinterest",
              "reddit",
              "whatsapp",
              "threads",
              "snapchat",
              "quora",
              "tumblr",
              "vk",
              "weibo",
              "wechat",
              "telegram",
              "t.me",
              "medium.com",
              "xing",
              "bluesky",
              "mastodon",
              "hackernews",
              "news.ycombinator.com",
              "discord",
              "meta"));
  static final KnownSources VIDEO =
      new KnownSources(
          Set.of(
              "youtube",
              "youtu.be",
              "vimeo",
              "twitch",
              "dailymotion",
              "netflix",
              "wistia",
              "hulu",
              "disneyplus",
              "iqiyi",
              "ted.com"));
  static final KnownSources SHOPPING =
      new KnownSources(
          Set.of(
              "amazon",
              "ebay",
              "etsy",
              "shopify",
              "walmart",
              "alibaba",
              "aliexpress",
              "stripe",
              "google shopping",
              "igshopping",
              "mercadolibre",
              "rakuten",
              "zalando"));
  static final KnownSources ASSISTANT =
      new KnownSources(
          Set.of(
              "chatgpt",
              "chatgpt.com",
              "openai",
              "gemini",
              "gemini.google.com",
              "copilot",
              "copilot.microsoft.com",
              "perplexity",
              "deepseek",
              "grok",
              "claude",
              "claude.ai"));

  KnownSources {
    names = Set.copyOf(names);
  }

  /// Whether one of the categories has it.
  static boolean anyHas(String source) {
    return Stream.of(SEARCH, SOCIAL, VIDEO, SHOPPING, ASSISTANT)
        .anyMatch(category -> category.has(source));
  }

  boolean has(String source) {
    String name = source.toLowerCase(Locale.ROOT);
    return names.contains(name) || hostNames(name).stream().anyMatch(names::contains);
  }

  /// What a host may be listed as: itself without its first labels, and the name of its site.
  private static List<String> hostNames(String host) {
    int dot = host.indexOf('.');
    if (dot < 0) {
      return List.of();
    }
    Optional<String> site = CompanyDomain.of(host).filter(domain -> domain.indexOf('.') > 0);
    return site.map(domain -> List.of(domain, domain.substring(0, domain.indexOf('.'))))
        .orElse(List.of());
  }
}
