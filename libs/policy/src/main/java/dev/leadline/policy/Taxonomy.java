package dev.leadline.policy;

import java.util.List;
import java.util.Map;

/// How origins are named. Matching ignores case; what is in no list is `unclassified`.
///
/// @param sources the closed list, each with its synonyms
/// @param media likewise
/// @param campaigns likewise; an empty map means that every campaign is kept as entered
/// @param crmStages for each CRM source kind, its lifecycle stage names and the stage they mean
public record Taxonomy(
    Map<String, List<String>> sources,
    Map<String, List<String>> media,
    Map<String, List<String>> campaigns,
    Map<String, Map<String, String>> crmStages) {

  public static final String UNCLASSIFIED = "unclassified";

  public Taxonomy {
    sources = Ordered.copyOfLists(sources);
    media = Ordered.copyOfLists(media);
    campaigns = Ordered.copyOfLists(campaigns);
    crmStages = Ordered.copyOfMaps(crmStages);
  }
}
