package dev.leadline.intake.mapping;

import dev.leadline.intake.delivery.InboxEntry;
import dev.leadline.intake.delivery.Payload;
import dev.leadline.intake.identity.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A form that somebody sent in. The catalogue may know the form by its name; any form is
/// `form_submitted`.
final class FormReader {
  private static final String ANY_FORM = "form_submitted";

  /// Fields that people cannot see, so that only robots fill them in.
  private static final String[] HONEYPOTS = {"_gotcha", "_honeypot"};

  private FormReader() {}

  static Reading read(InboxEntry entry, Payload form) {
    if (form.isEmpty()) {
      return new Reading.Unreadable(QuarantineReason.EMPTY, "Form has no fields");
    }
    if (form.firstText(HONEYPOTS).isPresent()) {
      return new Reading.Unreadable(
          QuarantineReason.SPAM, "Form has a value in the field that people cannot see");
    }
    Values values = Values.of(form.values());
    List<String> events = new ArrayList<>();
    values.firstText("form", "form name", "form id", "type").ifPresent(events::add);
    events.add(ANY_FORM);
    Set<Key> keys =
        form.firstText("anonymousId", "anonymous_id", "ajs_anonymous_id").stream()
            .map(Key::anonymous)
            .collect(Collectors.toSet());
    return new Reading.Statement(entry.receivedAt(), keys, values, events, values);
  }
}
