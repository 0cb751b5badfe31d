package dev.leadline.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyIssue;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.PolicyLoad.Rejected;
import dev.leadline.policy.RoutingPolicy.Leave;
import dev.leadline.policy.RoutingPolicy.Rep;
import dev.leadline.policy.RoutingPolicy.Suppression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the market and the people are, said as data.
class TerritoryTest {
  private static final String FIELDS =
      """
      fields:
        email: {type: text, personal: true}
        companyDomain: {type: text}
        country: {type: text}
        state: {type: text}
        postalCode: {type: text}
        industry: {type: text}
        jobTitle: {type: text}
        employees: {type: integer}
        annualRevenue: {type: decimal}
        consent: {type: boolean}
        interests: {type: text-list}
        company: {type: text}
      activities:
        page_viewed: {properties: {path: text, seconds: integer}}
        form_submitted: {properties: {form: text}}
        demo_requested: {}
        rep_touch: {}
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "US, ca, 90210, Software, 500, true",
    "US, OR, 97201, software, 200, true",
    "US, CA, 96200, software, 500, false",
    "US, CA, 9021, software, 500, false",
    "US, CA, 9, software, 500, false",
    "US, NY, 90210, software, 500, false",
    "CA, CA, 90210, software, 500, false",
    "US, CA, 90210, farming, 500, false",
    "US, CA, 90210, software, 2000, false",
    "US, CA, 90210, software, 199, false"
  })
  void everyFieldMustFitAndOneOfItsValues(
      String country, String state, String postal, String industry, long employees, boolean inside)
      throws IOException {
    // given
    Policy policy =
        policy(
            """
            - id: west
              territory:
                countries: US
                states: [CA, OR]
                postal: [90000..96199, "972"]
                employees: {from: 200, below: 2000}
                industries: [software, SaaS]
            """);
    LeadSnapshot lead =
        lead(
            Map.of(
                "country", country,
                "state", state,
                "postalCode", postal,
                "industry", industry,
                "employees", employees));

    // then
    assertThat(policy.segmentsOf(lead)).isEqualTo(inside ? List.of("west") : List.of());
  }

  @Test
  void aLeadWhoseStateIsNotKnownIsInNoTerritoryOfStates() throws IOException {
    // given
    Policy policy = policy("- {id: west, territory: {countries: US, states: [CA]}}");

    // then
    assertThat(policy.segmentsOf(lead(Map.of("country", "US")))).isEmpty();
  }

  @Test
  void whatIsNoTerritoryIsSaidWithItsPlace() throws IOException {
    // when
    PolicyLoad load =
        load(
            """
            - {id: a, territory: {}}
            - {id: b, territory: {postal: [96199..90000, "*"]}}
            - {id: c, territory: {countries: US}, when: lead.employees > 2}
            """);

    // then
    assertThat(((Rejected) load).issues())
        .filteredOn(issue -> issue.file().equals("segments.yaml"))
        .extracting(PolicyIssue::message)
        .containsExactly(
            "A territory needs countries, states, postal, employees or industries",
            "'96199..90000' is no range: its ends differ in length or order",
            "'*' is not the beginning of a postal code, or a range such as 10000..19999",
            "Only one of 'when', 'territory' is needed");
  }

  @Test
  void leaveMayTakePartOfADayAndASuppressionMayEnd() throws IOException {
    // given
    Files.writeString(
        directory.resolve("reps.yaml"),
        Files.readString(TestPolicies.small().resolve("reps.yaml"))
            + """

            part: {name: Part, email: part@leadline.example, languages: [de, fr], leave: [{from: 2026-12-24T12:00, to: 2026-12-24}, {from: 2026-12-28T09:00, to: 2026-12-28T11:30}]}
            """);
    Files.writeString(
        directory.resolve("routing.yaml"),
        "suppress:\n"
            + "  - {id: quiet, when: lead.employees == 1, reason: Asked for quiet, for: P30D, until:"
            + " 2027-01-01}\n"
            + Files.readString(TestPolicies.small().resolve("routing.yaml"))
                .replaceFirst("suppress:\\n .*\\n", "")
                .replace("segment.enterprise", "lead.employees > 5"));

    // when
    Policy policy = policy("[]");

    // then
    Rep part = Objects.requireNonNull(policy.routing().reps().get("part"));
    assertThat(part.languages()).isEqualTo(Set.of("de", "fr"));
    assertThat(part.leave())
        .containsExactly(
            new Leave(
                LocalDateTime.parse("2026-12-24T12:00"), LocalDateTime.parse("2026-12-25T00:00")),
            new Leave(
                LocalDateTime.parse("2026-12-28T09:00"), LocalDateTime.parse("2026-12-28T11:30")));
    Suppression quiet = policy.routing().suppress().getFirst();
    assertThat(quiet.reason()).isEqualTo("Asked for quiet");
    assertThat(quiet.ends(Instant.parse("2026-11-01T00:00:00Z")))
        .isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
    assertThat(quiet.ends(Instant.parse("2026-12-20T00:00:00Z")))
        .isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(quiet.inForce(Instant.parse("2027-01-01T00:00:00Z"))).isFalse();
  }

  private Policy policy(String segments) throws IOException {
    return switch (load(segments)) {
      case PolicyLoad.Loaded loaded -> loaded.policy();
      case Rejected rejected -> throw new AssertionError(rejected.issues().toString());
    };
  }

  /// Nothing else names a segment or a list once these are gone.
  private PolicyLoad load(String segments) throws IOException {
    try (var files = Files.list(TestPolicies.small())) {
      for (Path file : files.toList()) {
        Path target = directory.resolve(file.getFileName());
        if (!Files.exists(target)) {
          Files.writeString(
              target, Files.readString(file).replaceAll("segment\\.\\w+", "lead.employees > 5"));
        }
      }
    }
    Files.writeString(directory.resolve("fields.yaml"), FIELDS);
    Files.writeString(directory.resolve("segments.yaml"), segments);
    return PolicyLoader.load(directory);
  }

  private static LeadSnapshot lead(Map<String, Object> fields) {
    return new LeadSnapshot(new LeadId(new UUID(1, 1)), 1, Instant.EPOCH, fields);
  }
}
