-- All that was told of a lead, so that it can be scored anew by any policy and for any instant.
create table lead_history (
  lead_id     uuid        not null,
  position    bigint      generated always as identity,
  at          timestamptz not null,
  event       uuid,
  happened_at timestamptz,
  snapshot    json,
  activity    json,
  primary key (lead_id, position),
  constraint lead_history_learned_or_acted check (
    (snapshot is null) = (activity is not null)
    and (activity is null) = (event is null)
    and (activity is null) = (happened_at is null))
);

-- Leads from before are known by their last snapshot only: what they had done was not kept.
insert into lead_history (lead_id, at, snapshot)
select lead_id, evaluated_at, snapshot from scored_lead;

alter table scored_lead
  add column policy_version text not null default '',
  add column merged_at timestamptz;
update scored_lead set merged_at = evaluated_at where merged_into is not null;
alter table scored_lead
  alter column policy_version drop default,
  add constraint scored_lead_ends_some_time check ((merged_into is null) = (merged_at is null));

create index scored_lead_policy on scored_lead (policy_version) where merged_into is null;

create table policy_rollout (
  policy_version text        primary key,
  began_at       timestamptz not null
);
