-- What the scorecard counts, a narrow row an event that counts, never changed but by erasure. Two
-- times: when it happened, by which it belongs to a period, and when it was recorded, by which one
-- can ask what was known at an instant. A partition a kind, for a figure reads few kinds whole.
create table scorecard_fact (
  kind        text not null,
  lead_id     uuid,
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  sequence    bigint not null,
  segment     text,
  source      text,
  team        text,
  rep         text,
  name        text,
  subject     uuid,
  number      bigint,
  amount      bigint,
  total       bigint,
  flag        boolean
) partition by list (kind);

do $$
declare
  kind text;
begin
  foreach kind in array array['captured', 'merged', 'forgotten', 'touched', 'entered', 'assigned',
                              'returned', 'failed', 'kept', 'broken', 'delivered', 'raised'] loop
    execute format('create table scorecard_%s partition of scorecard_fact for values in (%L)', kind, kind);
  end loop;
end $$;

create index scorecard_fact_lead on scorecard_fact (lead_id);
create index scorecard_fact_happened on scorecard_fact
  using brin (happened_at timestamptz_minmax_multi_ops, recorded_at timestamptz_minmax_multi_ops);
