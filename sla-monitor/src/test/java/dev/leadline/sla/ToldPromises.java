package dev.leadline.sla;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.HashMap;
import java.util.Map;

/// Short promises of which people are told: owners by mail, on-call by a PagerDuty of the test.
public final class ToldPromises extends ShortPromises {
  static final WireMockServer PAGER =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
  static final GreenMail POST =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @Override
  public Map<String, String> start() {
    PAGER.start();
    PAGER.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(503).withBody("out of order")));
    POST.start();
    Map<String, String> config = new HashMap<>(super.start());
    config.put("leadline.sla.overdue-look", "1s");
    config.put("PAGER_KEY", "key-of-the-test");
    config.put("quarkus.mailer.mock", "false");
    config.put("quarkus.mailer.host", "127.0.0.1");
    config.put("quarkus.mailer.port", Integer.toString(POST.getSmtp().getPort()));
    config.put("quarkus.mailer.start-tls", "DISABLED");
    return config;
  }

  @Override
  protected String more() {
    return """
    channels:
      mail: {kind: email}
      on-call: {kind: pagerduty, url: "%s", secret: {env: PAGER_KEY}, internal: true}
    tell: mail
    commitments:
      - {id: mqls, stage: mql, count: 400, per: month, hours: always}
    """
        .formatted(PAGER.baseUrl());
  }

  @Override
  public void stop() {
    super.stop();
    POST.stop();
    PAGER.stop();
  }
}
