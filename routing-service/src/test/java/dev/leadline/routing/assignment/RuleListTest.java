package dev.leadline.routing.assignment;

import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.events.Reason.Verdict;
import dev.leadline.policy.Facts;
import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.RoutingPolicy.Rule;
import dev.leadline.policy.load.PolicyLoader;
import dev.leadline.testsupport.LeadBuilder;
import dev.leadline.testsupport.Seeded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RuleListTest {
  private static final Policy POLICY =
      switch (PolicyLoader.load(
          Path.of(System.getProperty("leadline.root", ".."), "policies", "default"))) {
        case PolicyLoad.Loaded loaded -> loaded.policy();
        case PolicyLoad.Rejected(var issues) -> throw new AssertionError(issues.toString());
      };

  @Test
  void sharingWhatIsSaidOfEqualVariablesSaysTheSame() {
    Seeded.check(
        5,
        200,
        random -> {
          // given
          List<Rule> rules = POLICY.routing().rules();
          Facts facts = Facts.of(lead(random));
          // when
          List<Reason> considered = new ArrayList<>();
          Rule matched = new RuleList(rules).firstMatch(facts, considered);
          // then
          List<Reason> oneByOne = new ArrayList<>();
          for (Rule rule : rules) {
            oneByOne.add(
                rule.when() == null
                    ? Reason.matched(rule.id(), "")
                    : rule.when().explain(rule.id(), facts));
            if (oneByOne.getLast().verdict() == Verdict.MATCHED) {
              assertThat(matched).isEqualTo(rule);
              break;
            }
          }
          assertThat(considered).isEqualTo(oneByOne);
        });
  }

  private static LeadSnapshot lead(Random random) {
    LeadBuilder lead = aLead();
    if (random.nextBoolean()) {
      lead.with("country", List.of("US", "DE", "GB", "JP").get(random.nextInt(4)));
    }
    if (random.nextBoolean()) {
      lead.with("employees", (long) random.nextInt(4_000));
    }
    return random.nextBoolean() ? lead.with("companyDomain", "acme.example").build() : lead.build();
  }
}
