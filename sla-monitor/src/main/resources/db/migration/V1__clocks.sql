-- The leads whose clocks are watched. The row is the lock for all that is kept of the lead.
create table lead_sla (
  lead_id           uuid primary key,
  snapshot          json not null,
  journal           json not null,
  market            text,
  captured_at       timestamptz not null,
  first_response_at timestamptz,
  ownerless         boolean not null default false,
  next_fire_at      timestamptz
) with (fillfactor = 70);

create index lead_sla_due on lead_sla (next_fire_at) where next_fire_at is not null;
create index lead_sla_response on lead_sla (first_response_at) where first_response_at is not null;

create table clock (
  id              uuid primary key,
  lead_id         uuid not null references lead_sla on delete cascade,
  target          text not null,
  stage           text,
  visit           integer not null check (visit >= 1),
  start_event     uuid not null,
  correlation     text not null,
  segment         text,
  market          text,
  budget_micros   bigint not null check (budget_micros >= 0),
  phase           text not null check (phase in ('RUNNING', 'PAUSED', 'MET', 'CANCELLED')),
  started_at      timestamptz not null,
  used_micros     bigint not null check (used_micros >= 0),
  running_since   timestamptz,
  due_at          timestamptz,
  owner           text,
  calendar        text not null,
  closed_at       timestamptz,
  cause           text,
  systems_micros  bigint,
  waiting_micros  bigint,
  people_micros   bigint,
  fired           integer not null default 0,
  check ((closed_at is not null) = (phase in ('MET', 'CANCELLED')))
) with (fillfactor = 70);

create index clock_lead on clock (lead_id);
create index clock_open on clock (target) where closed_at is null;
create index clock_closed on clock (closed_at) where closed_at is not null;

-- A rung fires once, however many monitors run.
create table clock_rung (
  clock_id uuid not null references clock on delete cascade,
  percent  integer not null check (percent > 0),
  at       timestamptz not null,
  fired_at timestamptz not null,
  actions  text[] not null,
  primary key (clock_id, percent)
);
