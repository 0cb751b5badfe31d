package dev.leadline.intake.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.LeadId;
import dev.leadline.intake.normalisation.FreeMail;
import dev.leadline.testsupport.Seeded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdentityLawsTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void theOrderOfArrivalDoesNotMatterForWhatIsKnown() {
    Seeded.check(
        42,
        300,
        random -> {
          List<Observation> observations = observations(random);
          List<Observation> shuffled = new ArrayList<>(observations);
          Collections.shuffle(shuffled, random);
          assertThat(people(shuffled)).isEqualTo(people(observations));
        });
  }

  @Test
  void twoBatchesMakeWhatOneBatchMakes() {
    Seeded.check(
        43,
        300,
        random -> {
          List<Observation> observations = observations(random);
          int cut = random.nextInt(observations.size());
          Identities first = IdentitiesTest.nobodyKnown();
          observations.subList(0, cut).forEach(first::identify);
          Identities second = goingOnFrom(first);
          observations.subList(cut, observations.size()).forEach(second::identify);
          Identities whole = IdentitiesTest.nobodyKnown();
          observations.forEach(whole::identify);
          Map<Key, LeadState> inTwo = new HashMap<>(byKey(first));
          inTwo.putAll(afterMerges(first, second));
          assertThat(inTwo).isEqualTo(byKey(whole));
        });
  }

  /// Whom each key belongs to in the end, by all keys of that person, with what is known of them.
  private static Set<Map<Set<Key>, Map<String, Object>>> people(List<Observation> observations) {
    Identities identities = IdentitiesTest.nobodyKnown();
    observations.forEach(identities::identify);
    return byKey(identities).entrySet().stream()
        .collect(
            Collectors.groupingBy(
                entry -> entry.getValue().id(),
                Collectors.mapping(Map.Entry::getKey, Collectors.toSet())))
        .entrySet()
        .stream()
        .map(person -> Map.of(person.getValue(), said(identities, person.getKey())))
        .collect(Collectors.toSet());
  }

  private static Map<String, Object> said(Identities identities, LeadId id) {
    return lead(identities, id).snapshot().fields();
  }

  private static Map<Key, LeadState> byKey(Identities identities) {
    return identities.newKeys().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, key -> lead(identities, key.getValue())));
  }

  private static Map<Key, LeadState> afterMerges(Identities first, Identities second) {
    Map<Key, LeadState> after = new HashMap<>();
    byKey(first)
        .forEach((key, lead) -> {
          LeadId id = second.absorbedBy(lead.id()).orElse(lead.id());
          after.put(
              key, all(second).filter(known -> known.id().equals(id)).findFirst().orElse(lead));
        });
    second
        .newKeys()
        .forEach((key, id) ->
            after.put(
                key, all(second).filter(known -> known.id().equals(id)).findFirst().orElseThrow()));
    return after;
  }

  private static Identities goingOnFrom(Identities first) {
    return new Identities(
        new Completion(
            Set.of("email", "phone", "country", "companyDomain"), FreeMail.and(List.of())),
        first.newKeys(),
        first.newLeads().stream().filter(lead -> first.absorbedBy(lead.id()).isEmpty()).toList(),
        Map.of());
  }

  private static LeadState lead(Identities identities, LeadId id) {
    return all(identities).filter(lead -> lead.id().equals(id)).findFirst().orElseThrow();
  }

  private static Stream<LeadState> all(Identities identities) {
    return Stream.concat(identities.newLeads().stream(), identities.changedLeads().stream());
  }

  /// Each at a time of its own, so that no two of them contend for being the newest.
  private static List<Observation> observations(Random random) {
    List<Observation> observations = new ArrayList<>();
    int count = 2 + random.nextInt(12);
    List<Integer> seconds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      seconds.add(i);
    }
    Collections.shuffle(seconds, random);
    for (int i = 0; i < count; i++) {
      Set<Key> keys =
          random
              .ints(1 + random.nextInt(2), 0, 8)
              .mapToObj(n -> Key.anonymous("k" + n))
              .collect(Collectors.toSet());
      observations.add(
          IdentitiesTest.observation(
              i,
              NOON.minusSeconds(seconds.get(i)),
              keys,
              "f" + random.nextInt(3),
              "v" + random.nextInt(4)));
    }
    return observations;
  }
}
