package dev.leadline.intake.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Activity;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.CrmUpdated;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadChanged;
import dev.leadline.events.LeadChanged.FieldChange;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadsMerged;
import dev.leadline.intake.identity.Identification.Outcome;
import dev.leadline.intake.normalisation.FreeMail;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Completion COMPLETION =
      new Completion(Set.of("email", "phone", "country", "companyDomain"), FreeMail.and(List.of()));

  private final Identities identities = nobodyKnown();

  @Test
  void aPersonNotKnownBeforeIsCaptured() {
    // when
    Identification made = identities.identify(observation(1, NOON, email("ada@acme.com")));

    // then
    assertThat(made.outcome()).isEqualTo(Outcome.CAPTURED);
    assertThat(made.events())
        .singleElement()
        .isInstanceOfSatisfying(
            LeadCaptured.class,
            captured -> {
              assertThat(captured.lead().version()).isEqualTo(1);
              assertThat(captured.lead().capturedAt()).isEqualTo(NOON);
              assertThat(captured.channel()).isEqualTo("Unassigned");
              assertThat(captured.lead().fields())
                  .isEqualTo(Map.of("email", "ada@acme.com", "companyDomain", "acme.com"));
            });
    assertThat(identities.newLeads()).containsExactly(made.lead());
    assertThat(identities.newKeys()).isEqualTo(Map.of(Key.email("ada@acme.com"), id(1)));
  }

  @Test
  void theSameDeliveryAlwaysMakesTheSameLead() {
    assertThat(identities.identify(observation(1, NOON, email("ada@acme.com"))).lead())
        .isEqualTo(nobodyKnown().identify(observation(1, NOON, email("ada@acme.com"))).lead());
  }

  @Test
  void newsOfAKnownPersonChangesTheLead() {
    // given
    identities.identify(observation(1, NOON, email("ada@acme.com")));

    // when
    Identification made =
        identities.identify(
            observation(2, NOON.plusSeconds(1), email("ada@acme.com"), "city", "Paris"));

    // then
    assertThat(made.outcome()).isEqualTo(Outcome.CHANGED);
    assertThat(made.lead().version()).isEqualTo(2);
    assertThat(made.events())
        .singleElement()
        .isInstanceOfSatisfying(
            LeadChanged.class,
            changed ->
                assertThat(changed.changes())
                    .isEqualTo(Map.of("city", new FieldChange(null, "Paris"))));
    assertThat(identities.newLeads()).containsExactly(made.lead());
    assertThat(identities.changedLeads()).isEmpty();
  }

  @Test
  void whatIsSaidAgainIsNoNews() {
    // given
    identities.identify(observation(1, NOON, email("ada@acme.com"), "city", "Paris"));

    // when
    Identification made =
        identities.identify(
            observation(2, NOON.plusSeconds(1), email("ada@acme.com"), "city", "Paris"));

    // then
    assertThat(made.outcome()).isEqualTo(Outcome.RECOGNISED);
    assertThat(made.events()).isEmpty();
    assertThat(made.lead().version()).isEqualTo(1);
  }

  @Test
  void theValueThatHappenedLastWinsWheneverItArrives() {
    // given
    identities.identify(
        observation(1, NOON.plusSeconds(10), email("ada@acme.com"), "city", "Paris"));

    // when
    Identification late =
        identities.identify(observation(2, NOON, email("ada@acme.com"), "city", "Rome"));

    // then
    assertThat(late.outcome()).isEqualTo(Outcome.RECOGNISED);
    assertThat(late.lead().text("city")).contains("Paris");
  }

  @Test
  void whatIsSaidGoesBeforeWhatIsWorkedOut() {
    // given
    identities.identify(
        observation(1, NOON, email("ada@acme.com"), "companyDomain", "acme-group.com"));

    // when
    Identification made =
        identities.identify(observation(2, NOON.plusSeconds(1), email("ada@acme.com")));

    // then
    assertThat(made.lead().text("companyDomain")).contains("acme-group.com");
  }

  @Test
  void freeMailNamesNoCompany() {
    Identification made = identities.identify(observation(1, NOON, email("ada@gmail.com")));
    assertThat(made.lead().text("companyDomain")).isEmpty();
  }

  @Test
  void aPhoneIsReadOnceItsCountryIsKnown() {
    // given
    Key contact = Key.external("hubspot", "33:1");
    identities.identify(observation(1, NOON, Set.of(contact), "phone", "030 12345678"));

    // when
    Identification made =
        identities.identify(observation(2, NOON, Set.of(contact), "country", "DE"));

    // then
    assertThat(made.lead().text("phone")).contains("+493012345678");
    assertThat(made.lead().fields().get("phone"))
        .isEqualTo(new KnownValue("+493012345678", NOON, "030 12345678", false));
  }

  @Test
  void twoLeadsThatTurnOutToBeOnePersonAreMergedIntoTheOlder() {
    // given
    Identification first =
        identities.identify(observation(1, NOON, Set.of(Key.anonymous("a1")), "city", "Paris"));
    Identification second =
        identities.identify(
            observation(2, NOON.plusSeconds(5), email("ada@acme.com"), "city", "Rome"));

    // when
    Identification made =
        identities.identify(
            observation(
                3, NOON.plusSeconds(9), Set.of(Key.anonymous("a1"), Key.email("ada@acme.com"))));

    // then
    assertThat(made.outcome()).isEqualTo(Outcome.MERGED);
    assertThat(made.lead().id()).isEqualTo(first.lead().id());
    assertThat(made.lead().text("city")).contains("Rome");
    assertThat(made.events()).hasSize(2).allMatch(LeadsMerged.class::isInstance);
    LeadsMerged toSurvivor = (LeadsMerged) made.events().getFirst();
    LeadsMerged toAbsorbed = (LeadsMerged) made.events().getLast();
    assertThat(toSurvivor.subject()).isEqualTo(first.lead().id().toString());
    assertThat(toSurvivor.lead().version()).isEqualTo(2);
    assertThat(toAbsorbed.toldToAbsorbed()).isTrue();
    assertThat(toAbsorbed.lead()).isEqualTo(second.lead().snapshot());
    assertThat(toAbsorbed.matchedOn()).isEqualTo("email");
    assertThat(identities.absorbedBy(second.lead().id())).contains(first.lead().id());
    assertThat(identities.newKeys().values()).containsOnly(first.lead().id());
    assertThat(identities.merges())
        .singleElement()
        .satisfies(merge -> {
          assertThat(merge.survivor()).isEqualTo(first.lead());
          assertThat(merge.absorbed()).isEqualTo(second.lead());
        });
  }

  @Test
  void threeLeadsBecomeOneAndLaterNewsGoToIt() {
    // given
    identities.identify(observation(1, NOON, Set.of(Key.anonymous("a"))));
    identities.identify(observation(2, NOON, Set.of(Key.anonymous("b"))));
    identities.identify(observation(3, NOON, Set.of(Key.anonymous("c"))));

    // when
    identities.identify(observation(4, NOON, Set.of(Key.anonymous("b"), Key.anonymous("c"))));
    identities.identify(observation(5, NOON, Set.of(Key.anonymous("a"), Key.anonymous("c"))));
    Identification later = identities.identify(observation(6, NOON, Set.of(Key.anonymous("b"))));

    // then
    assertThat(later.lead().id()).isEqualTo(id(1));
    assertThat(identities.absorbedBy(id(2))).contains(id(1));
    assertThat(identities.absorbedBy(id(3))).contains(id(1));
    assertThat(identities.newLeads()).hasSize(3);
  }

  @Test
  void aLikelyMatchIsOnlySuspected() {
    // given
    Identification first = identities.identify(observation(1, NOON, email("ada@gmail.com")));

    // when
    Identification second =
        identities.identify(observation(2, NOON, email("ada+x@googlemail.com")));
    Identification again =
        identities.identify(observation(3, NOON.plusSeconds(1), email("ada+x@googlemail.com")));

    // then
    assertThat(second.outcome()).isEqualTo(Outcome.CAPTURED);
    assertThat(second.likelySame()).contains(first.lead().id());
    assertThat(second.events().getLast())
        .isInstanceOfSatisfying(
            ExceptionRaised.class,
            raised -> assertThat(raised.detail()).doesNotContain("ada").contains("canonical"));
    assertThat(again.likelySame()).isEmpty();
  }

  @Test
  void activitiesAndDecisionsOfTheCrmAreToldWithTheLeadAsItIsThen() {
    // given
    Observation plain = observation(1, NOON, email("ada@acme.com"));
    Observation observation =
        new Observation(
            plain.cause(),
            plain.correlation(),
            plain.source(),
            NOON,
            NOON,
            plain.keys(),
            plain.fields(),
            List.of(new Activity("demo_requested", "form", Map.of())),
            Map.of("stage", "sql"),
            List.of());

    // when
    Identification made = identities.identify(observation);

    // then
    assertThat(made.events())
        .hasExactlyElementsOfTypes(LeadCaptured.class, CrmUpdated.class, ActivityRecorded.class);
  }

  @Test
  void aKnownLeadIsChangedAndNotNew() {
    // given
    LeadState known =
        new LeadState(id(1), 4, NOON, "form", Map.of("city", KnownValue.said("Paris", NOON)));
    Identities withOne =
        new Identities(COMPLETION, Map.of(Key.anonymous("a"), id(1)), List.of(known), Map.of());

    // when
    withOne.identify(
        observation(9, NOON.plusSeconds(1), Set.of(Key.anonymous("a")), "city", "Rome"));

    // then
    assertThat(withOne.newLeads()).isEmpty();
    assertThat(withOne.newKeys()).isEmpty();
    assertThat(withOne.changedLeads())
        .singleElement()
        .satisfies(lead -> assertThat(lead.version()).isEqualTo(5));
  }

  static Identities nobodyKnown() {
    return new Identities(COMPLETION, Map.of(), List.of(), Map.of());
  }

  static LeadId id(int number) {
    return LeadId.firstSeen(NOON.plusMillis(number), DerivedIds.ofText("entry-" + number));
  }

  private static Set<Key> email(String email) {
    return Set.of(Key.email(email));
  }

  static Observation observation(int number, Instant happenedAt, Set<Key> keys, String... fields) {
    Map<String, KnownValue> said = new HashMap<>();
    keys.stream()
        .filter(key -> key.kind().equals("email"))
        .forEach(key -> said.put("email", KnownValue.said(key.value(), happenedAt)));
    for (int i = 0; i < fields.length; i += 2) {
      said.put(fields[i], KnownValue.said(fields[i + 1], happenedAt));
    }
    return new Observation(
        DerivedIds.ofText("entry-" + number),
        "delivery-" + number,
        "form",
        happenedAt,
        NOON.plusMillis(number),
        new TreeSet<>(new HashSet<>(keys)),
        said,
        List.of(),
        Map.of(),
        List.of());
  }
}
