package dev.leadline.stack.demo;

import dev.leadline.stack.traffic.Delivery;
import dev.leadline.stack.traffic.People;
import dev.leadline.stack.traffic.Person;
import dev.leadline.stack.traffic.Senders;
import dev.leadline.stack.traffic.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the demonstration sends: each person through one kind of source, with the mistakes that
/// real senders make.
final class DemoTraffic {
  private static final int EVERY_BAD_SIGNATURE = 25;
  private static final int EVERY_UNUSABLE = 20;
  private static final int EVERY_REPEAT = 10;

  private final Map<String, Source> sources;
  private final Senders senders;
  private final People people;

  DemoTraffic(Map<String, Source> sources, Senders senders, People people) {
    this.sources = sources;
    this.senders = senders;
    this.people = people;
  }

  /// The deliveries that tell of the n-th person, in order.
  List<Delivery> about(long number) {
    Person person = people.person(number);
    return switch ((int) (number % 5)) {
      case 0 -> List.of(standardWebhook(person, "demo.requested"));
      case 1 -> senders.hubSpotContactOneByOne(source("hubspot"), person);
      case 2 ->
          List.of(
              senders.segmentBatch(
                  source("segment"),
                  person,
                  List.of("/", "/pricing", "/customers/acme", "/pricing")));
      case 3 ->
          List.of(
              senders.form(source("web-form"), number % 2 == 0 ? "demo" : "newsletter", person));
      default ->
          List.of(
              senders.cloudEvent(
                  source("cloudevents"),
                  id(person, "trial"),
                  "trial.started",
                  Senders.fields(person)));
    };
  }

  /// What goes wrong around the n-th person: a repeat, a forged delivery, an unusable one; null
  /// when nothing does.
  @Nullable Delivery mishap(long number) {
    Person person = people.person(number);
    if (number % EVERY_BAD_SIGNATURE == 1) {
      Source real = source("standard-webhooks");
      Source forger =
          new Source(
              real.id(), real.kind(), real.url(), "whsec_Zm9yZ2VkLWZvcmdlZC1mb3JnZWQtZm9yZ2Vk");
      return senders.standardWebhook(forger, id(person, "forged"), "demo.requested", person);
    }
    if (number % EVERY_UNUSABLE == 3) {
      return senders.cloudEvent(
          source("cloudevents"), id(person, "nobody"), "page.viewed", Map.of("path", "/"));
    }
    return number % EVERY_REPEAT == 0 ? standardWebhook(person, "demo.requested") : null;
  }

  /// A demo that the n-th person asked for days ago, and that its sender held back until now.
  Delivery heldBack(long number, Instant askedAt) {
    Person person = people.person(number);
    return senders.standardWebhook(
        source("standard-webhooks"), id(person, "held-back"), "demo.requested", askedAt, person);
  }

  /// A rep's first call to a lead, as the dialer tells of it.
  Delivery touch(String email, String rep) {
    return senders.cloudEvent(
        source("cloudevents"),
        email + "-touch",
        "lead.contacted",
        Map.of("email", email, "rep", rep, "kind", "call", "outcome", "connected"));
  }

  private Delivery standardWebhook(Person person, String type) {
    return senders.standardWebhook(
        source("standard-webhooks"), id(person, type.replace('.', '-')), type, person);
  }

  /// Ids of Standard Webhooks hold no dot.
  private static String id(Person person, String what) {
    return person.email().substring(0, person.email().indexOf('@')) + "-" + what;
  }

  private Source source(String kind) {
    Source source = sources.get(kind);
    if (source == null) {
      throw new IllegalStateException("The running stack has no source '" + kind + "'");
    }
    return source;
  }
}
