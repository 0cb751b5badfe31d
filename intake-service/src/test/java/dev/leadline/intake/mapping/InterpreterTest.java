package dev.leadline.intake.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Activity;
import dev.leadline.events.Reason;
import dev.leadline.intake.application.StrictJson;
import dev.leadline.intake.application.StrictJson.Outcome;
import dev.leadline.intake.delivery.InboxEntry;
import dev.leadline.intake.delivery.Payload;
import dev.leadline.intake.delivery.SourceKind;
import dev.leadline.intake.identity.Key;
import dev.leadline.intake.identity.KnownValue;
import dev.leadline.intake.identity.Observation;
import dev.leadline.intake.mapping.Interpretation.Understood;
import dev.leadline.intake.mapping.Interpretation.Unusable;
import dev.leadline.intake.normalisation.FreeMail;
import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.load.PolicyLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InterpreterTest {
  private static final Instant RECEIVED = Instant.parse("2026-03-02T12:00:00Z");
  private static final Policy POLICY = policy();

  private final Interpreter interpreter = new Interpreter(POLICY, FreeMail.and(List.of()));

  @Test
  void hubSpotTellsOneProperty() {
    Observation said =
        understood(
            SourceKind.HUBSPOT,
            """
            {"portalId":33,"objectId":7,"eventId":1,"occurredAt":1772452799000,
             "subscriptionType":"contact.propertyChange","propertyName":"email",
             "propertyValue":"Ada@Acme.com"}\
            """);
    assertThat(said.keys())
        .containsExactlyInAnyOrder(Key.external("the-source", "33:7"), Key.email("ada@acme.com"));
    assertThat(values(said)).isEqualTo(Map.of("email", "Ada@Acme.com"));
    assertThat(said.happenedAt()).isEqualTo(Instant.ofEpochMilli(1772452799000L));
    assertThat(said.activities()).isEmpty();
  }

  @Test
  void hubSpotsNewPlatformSaysTheSameInOtherWords() {
    Observation said =
        understood(
            SourceKind.HUBSPOT,
            """
            {"portalId":33,"objectId":7,"eventType":"object.creation","objectTypeId":"0-1"}\
            """);
    assertThat(said.keys()).containsExactly(Key.external("the-source", "33:7"));
  }

  @Test
  void hubSpotsMergeNamesAllItsContacts() {
    Observation said =
        understood(
            SourceKind.HUBSPOT,
            """
            {"portalId":33,"subscriptionType":"contact.merge","primaryObjectId":1,
             "mergedObjectIds":[2,3],"newObjectId":4}\
            """);
    assertThat(said.keys()).hasSize(4);
  }

  @Test
  void aClearedPropertySaysNothing() {
    Observation said = understood(SourceKind.HUBSPOT, hubSpot("email", ""));
    assertThat(said.fields()).isEmpty();
    assertThat(understood(SourceKind.HUBSPOT, hubSpot("lifecyclestage", "")).crmChanges())
        .isEmpty();
  }

  @Test
  void aStageOfTheCrmIsToldByOurName() {
    assertThat(
            understood(SourceKind.HUBSPOT, hubSpot("lifecyclestage", "MarketingQualifiedLead"))
                .crmChanges())
        .isEqualTo(Map.of("stage", "mql"));
    assertThat(understood(SourceKind.HUBSPOT, hubSpot("hubspot_owner_id", "77")).crmChanges())
        .isEqualTo(Map.of("owner", "77"));
  }

  @Test
  void whatTheMappingDoesNotKnowIsQuarantinedByAReason() {
    assertUnusable(
        QuarantineReason.UNKNOWN_FIELD,
        "Catalogue maps no field from property 'shoe_size' of hubspot",
        SourceKind.HUBSPOT,
        hubSpot("shoe_size", "44"));
    assertUnusable(
        QuarantineReason.UNKNOWN_STAGE,
        "Taxonomy maps no stage from 'fan' of hubspot",
        SourceKind.HUBSPOT,
        hubSpot("lifecyclestage", "fan"));
    assertUnusable(
        QuarantineReason.UNKNOWN_EVENT,
        "HubSpot event 'deal.creation' is not used",
        SourceKind.HUBSPOT,
        "{\"portalId\":33,\"objectId\":7,\"subscriptionType\":\"deal.creation\"}");
    assertUnusable(
        QuarantineReason.UNKNOWN_EVENT,
        "Catalogue maps no activity from 'Elephant Seen' of segment",
        SourceKind.SEGMENT,
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"Elephant Seen\"}");
  }

  @Test
  void missingKeysAreQuarantinedByAReason() {
    assertUnusable(
        QuarantineReason.MISSING_KEY,
        "HubSpot event 'contact.creation' has no objectId",
        SourceKind.HUBSPOT,
        "{\"portalId\":33,\"subscriptionType\":\"contact.creation\"}");
    assertUnusable(
        QuarantineReason.MISSING_KEY,
        "Segment message has no type",
        SourceKind.SEGMENT,
        "{\"userId\":\"u\"}");
    assertUnusable(
        QuarantineReason.MISSING_KEY,
        "CloudEvent has no attribute 'source'",
        SourceKind.CLOUDEVENTS,
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":null,\"type\":\"t\"}");
    assertUnusable(
        QuarantineReason.MALFORMED,
        "CloudEvent is not of specversion '1.0'",
        SourceKind.CLOUDEVENTS,
        "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"}");
    assertUnusable(
        QuarantineReason.MISSING_KEY,
        "Webhook of type 'x' has no data",
        SourceKind.STANDARD_WEBHOOKS,
        "{\"type\":\"x\"}");
  }

  @Test
  void someoneWithNoIdentityAtAllIsQuarantined() {
    assertUnusable(
        QuarantineReason.NO_IDENTITY,
        "Event of source 'the-source' has no id, e-mail or phone that can be used",
        SourceKind.STANDARD_WEBHOOKS,
        "{\"type\":\"demo.requested\",\"data\":{\"email\":\"not one\",\"company\":\"Acme\"}}");
  }

  @Test
  void aTrapForRobotsCatchesThem() {
    assertUnusable(
        QuarantineReason.SPAM,
        "Form has a value in the field that people cannot see",
        SourceKind.WEB_FORM,
        "{\"email\":\"a@b.example\",\"_gotcha\":\"x\"}");
  }

  @Test
  void anAnonymousVisitorIsSomebody() {
    Observation said =
        understood(
            SourceKind.SEGMENT,
            """
            {"type":"page","anonymousId":"anon-1","properties":{"path":"/pricing","title":"Prices",
             "url":"https://www.acme.example/pricing?utm_source=google&utm_medium=cpc"}}\
            """);
    assertThat(said.keys()).containsExactly(Key.anonymous("anon-1"));
    assertThat(values(said))
        .isEqualTo(Map.of("source", "google", "medium", "cpc", "channel", "Paid Search"));
    assertThat(said.activities()).map(Activity::type).containsExactly("page_viewed");
    assertThat(said.activities().getFirst().properties())
        .containsEntry("path", "/pricing")
        .containsEntry("title", "Prices");
  }

  @Test
  void theSendersClockIsPutRight() {
    Observation said =
        understood(
            SourceKind.SEGMENT,
            """
            {"type":"track","event":"Trial Started","userId":"u1",
             "timestamp":"2031-01-01T00:00:00.000Z","sentAt":"2031-01-01T00:00:10.000Z"}\
            """);
    assertThat(said.happenedAt()).isEqualTo(RECEIVED.minusSeconds(10));
  }

  @Test
  void nothingHappensAfterItWasReceived() {
    Observation said =
        understood(
            SourceKind.STANDARD_WEBHOOKS,
            "{\"type\":\"x\",\"timestamp\":\"2031-01-01T00:00:00Z\",\"data\":"
                + "{\"email\":\"a@b.example\"}}");
    assertThat(said.happenedAt()).isEqualTo(RECEIVED);
  }

  @Test
  void aUserIdThatIsAnEmailIsOne() {
    Observation said =
        understood(
            SourceKind.SEGMENT,
            "{\"type\":\"identify\",\"userId\":\"ada@acme.com\","
                + "\"traits\":{\"address\":{\"city\":\"Paris\"},\"title\":\"CTO\"}}");
    assertThat(said.keys())
        .contains(Key.email("ada@acme.com"), Key.external("the-source", "ada@acme.com"));
    assertThat(values(said)).containsEntry("city", "Paris").containsEntry("jobTitle", "CTO");
  }

  @Test
  void aGroupTellsOfTheCompany() {
    Observation said =
        understood(
            SourceKind.SEGMENT,
            "{\"type\":\"group\",\"userId\":\"u1\",\"groupId\":\"g\","
                + "\"traits\":{\"name\":\"Acme\",\"employees\":250,\"email\":\"info@acme.com\"}}");
    assertThat(values(said)).isEqualTo(Map.of("company", "Acme", "employees", 250L));
  }

  @Test
  void anAliasJoinsTwoIds() {
    Observation said =
        understood(
            SourceKind.SEGMENT, "{\"type\":\"alias\",\"userId\":\"new\",\"previousId\":\"old\"}");
    assertThat(said.keys())
        .containsExactlyInAnyOrder(
            Key.external("the-source", "new"),
            Key.external("the-source", "old"),
            Key.anonymous("old"));
  }

  @Test
  void aTrackedEventTellsOfThePersonOnlyWhereItNamesThem() {
    assertThat(
            values(
                understood(
                    SourceKind.SEGMENT,
                    "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"Content Downloaded\","
                        + "\"properties\":{\"title\":\"How to\"}}")))
        .isEmpty();
    assertThat(
            values(
                understood(
                    SourceKind.SEGMENT,
                    "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"Demo Requested\","
                        + "\"properties\":{\"email\":\"a@acme.com\",\"company\":\"Acme\"}}")))
        .containsEntry("company", "Acme");
  }

  @Test
  void aFormIsAnActivityByItsName() {
    assertThat(
            understood(SourceKind.WEB_FORM, "{\"form\":\"demo\",\"email\":\"a@b.example\"}")
                .activities())
        .map(Activity::type)
        .containsExactly("demo_requested");
    assertThat(
            understood(SourceKind.WEB_FORM, "{\"form\":\"other\",\"email\":\"a@b.example\"}")
                .activities())
        .map(Activity::type)
        .containsExactly("form_submitted");
  }

  @Test
  void aValueThatCannotBeUsedIsLeftOutWithANote() {
    Observation said =
        understood(
            SourceKind.WEB_FORM,
            "{\"email\":\"a@b.example\",\"employees\":\"many\",\"country\":\"Atlantis\"}");
    assertThat(values(said)).doesNotContainKeys("employees", "country");
    assertThat(said.notes()).extracting(Reason::rule).contains("field:employees", "field:country");
    assertThat(said.notes().toString()).doesNotContain("many").doesNotContain("Atlantis");
  }

  @Test
  void namesAreTheSameWhateverTheirCaseAndSeparators() {
    Observation said =
        understood(SourceKind.WEB_FORM, "{\"E-Mail\":\"a@b.example\",\"FIRST NAME\":\"Ada\"}");
    assertThat(values(said)).containsEntry("firstName", "Ada");
  }

  private static String hubSpot(String name, String value) {
    return """
    {"portalId":33,"objectId":7,"subscriptionType":"contact.propertyChange",
     "propertyName":"%s","propertyValue":"%s"}\
    """
        .formatted(name, value);
  }

  private Observation understood(SourceKind kind, String json) {
    return ((Understood) interpret(kind, json)).observation();
  }

  private void assertUnusable(
      QuarantineReason reason, String detail, SourceKind kind, String json) {
    assertThat(interpret(kind, json)).isEqualTo(new Unusable(reason, detail));
  }

  private Interpretation interpret(SourceKind kind, String json) {
    byte[] value = json.getBytes(StandardCharsets.UTF_8);
    InboxEntry entry =
        new InboxEntry(
            InboxEntry.id("the-source", json),
            "key",
            "the-source",
            kind,
            "application/json",
            RECEIVED,
            "delivery",
            null,
            value);
    return interpreter.interpret(
        entry, Payload.of(((Outcome.Read) StrictJson.read(value)).value()));
  }

  private static Map<String, Object> values(Observation said) {
    return said.fields().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, known -> value(known.getValue())));
  }

  private static Object value(KnownValue known) {
    return known.value();
  }

  private static Policy policy() {
    PolicyLoad load =
        PolicyLoader.load(Path.of(System.getProperty("leadline.root"), "policies", "default"));
    return ((PolicyLoad.Loaded) load).policy();
  }
}
