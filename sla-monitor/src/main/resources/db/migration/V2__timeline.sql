-- Every event of every lead as it was received. A partition a month; what no partition is made for
-- yet goes to the last one.
create table timeline_entry (
  lead_id        uuid not null,
  recorded_at    timestamptz not null,
  event_id       uuid not null,
  happened_at    timestamptz not null,
  sequence       bigint not null,
  type           text not null,
  source         text not null,
  correlation    text not null,
  causation      uuid,
  policy_version text,
  data           bytea not null,
  primary key (lead_id, recorded_at, event_id)
) partition by range (recorded_at);

create table timeline_entry_rest partition of timeline_entry default;

create table lead_alias (
  absorbed uuid primary key,
  survivor uuid not null,
  check (absorbed <> survivor)
);

create index lead_alias_survivor on lead_alias (survivor);

-- Only the id is left of a lead that was forgotten, so that its late events are known.
create table forgotten_lead (
  lead_id uuid primary key
);
