package dev.leadline.events;

import java.util.Map;

/// Something a lead did, or that a person did with the lead; the envelope says when.
///
/// @param type what was done, from the policy's catalogue, such as `page_viewed`, `form_submitted`
///   or `rep_touch`
/// @param source the configured source that reported it
/// @param properties what is known of it; values as in [LeadSnapshot]
public record Activity(String type, String source, Map<String, Object> properties) {
  public Activity {
    properties = LeadSnapshot.FieldValues.copyOf(properties);
  }
}
