package dev.leadline.audit;

/// A chain of one link as it was written before there were months and seals.
final class FirstForm {
  static final String HASH = "09e49416714f67ef4f1379641fe2e68d6eb6aa09cfb7408db068329fae3b1e2d";

  static final String INSERT =
      """
      insert into decision values ('routing:leadline.lifecycle.v1:0', 1, decode('%1$s', 'hex'),
        '00000000-0000-0001-0000-000000000001', '00000000-0000-0002-0000-000000000001', 'routing',
        '2026-11-20T10:00:00.123456Z', '2026-11-20T10:00:01.123456Z', 'policy-7',
        '00000000-0000-0003-0000-000000000001', 'delivery-1', 'SYSTEM', 'routing', 'assigned',
        '[{"rule":"enterprise","verdict":"NOT_MATCHED","detail":"employees is 20"},
          {"rule":"emea","verdict":"UNKNOWN","detail":"country"},
          {"rule":"everyone-else","verdict":"MATCHED","detail":"pool ''inbound'' chose ''ana''"}]',
        '4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865');
      insert into chain_head values ('routing:leadline.lifecycle.v1:0', 1, decode('%1$s', 'hex'))
      """
          .formatted(HASH);

  private FirstForm() {}
}
