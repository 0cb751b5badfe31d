package dev.leadline.testsupport;

import static dev.leadline.testsupport.EnvelopeAssert.assertThatEnvelope;
import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Envelope;
import dev.leadline.events.LeadCaptured;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class SharedServersIT {

  @Test
  void anEventSaidBeforeACrashOfTheBrokerIsHeardAfterIt() {
    // given
    TestKafka.createTopics(2, "letters");
    Envelope<LeadCaptured> said =
        anEnvelopeOf(new LeadCaptured(aLead(3).build(), "web-form", "Direct")).build();
    try (TestTopics topics = TestTopics.listeningTo("letters")) {
      topics.say("letters", said);
      // when
      TestKafka.kill();
      TestKafka.start();
      // then
      Envelope<LeadCaptured> heard =
          topics.await(
              LeadCaptured.class, event -> event.lead().id().equals(LeadBuilder.leadId(3)));
      assertThat(heard).isEqualTo(said);
      assertThatEnvelope(heard).happenedAt(LeadBuilder.MONDAY_MORNING);
    }
  }

  @Test
  void everyDatabaseIsFreshAndOutlivesACrash() throws Exception {
    // given
    String first = TestPostgres.freshDatabase();
    String second = TestPostgres.freshDatabase();
    // when
    for (String url : new String[] {first, second}) {
      try (Connection connection = TestPostgres.connect(url);
          Statement statement = connection.createStatement()) {
        statement.execute("create table letter (id int)");
      }
    }
    TestPostgres.kill();
    TestPostgres.start();
    // then
    try (Connection connection = TestPostgres.dataSource(first).getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeQuery("select from letter").next()).isFalse();
    }
  }
}
