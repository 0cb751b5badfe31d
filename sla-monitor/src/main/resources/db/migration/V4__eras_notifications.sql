-- The timeline keeps what an event says and not the lead that it carries along; that no event comes
-- twice is what reading in batches sees to. One small index: the entries of a lead share a key.
alter table timeline_entry drop constraint timeline_entry_pkey;
create index timeline_entry_lead on timeline_entry (lead_id);
create index timeline_entry_recorded on timeline_entry using brin (recorded_at);

-- A rung is at a share of the budget or a working time after the breach.
alter table clock add column climbed_micros bigint not null default 0;
update clock set climbed_micros = budget_micros * fired / 100 where fired > 0;
alter table clock drop column fired;

alter table clock_rung add column rung text, add column threshold_micros bigint;
update clock_rung r set rung = r.percent || '%', threshold_micros = c.budget_micros * r.percent / 100
from clock c where c.id = r.clock_id;
alter table clock_rung
  alter column rung set not null,
  alter column threshold_micros set not null,
  drop constraint clock_rung_pkey,
  drop column percent,
  add primary key (clock_id, rung);

drop index clock_open;
create index clock_open on clock (lead_id, target) where closed_at is null;

-- How time was counted, from an instant on. Open clocks are followed into a new era in the order of
-- their leads; how far that has come is kept here.
create table era (
  number   integer primary key check (number >= 1),
  since    timestamptz not null,
  policy   text not null,
  content  json not null,
  swept_to uuid,
  swept    boolean not null
);

-- What people are to be told. next_at is null when nothing is to be sent any more.
create table notification (
  id               uuid primary key,
  channel          text not null,
  recipient        text not null,
  act              text not null check (act in ('TRIGGER', 'ACKNOWLEDGE', 'RESOLVE')),
  severity         text not null check (severity in ('INFO', 'WARNING', 'CRITICAL')),
  key              text not null,
  lead_id          uuid not null,
  clock_id         uuid not null,
  target           text not null,
  rung             text not null,
  summary          text not null,
  at               timestamptz not null,
  created_at       timestamptz not null,
  state            text not null check (state in ('WAITING', 'SENT', 'FAILED')),
  attempts         integer not null default 0,
  next_at          timestamptz,
  sent_at          timestamptz,
  last_error       text,
  repeat_micros    bigint,
  repeats_left     integer not null default 0,
  closed_at        timestamptz,
  acknowledged_by  text,
  acknowledged_at  timestamptz
);

create index notification_due on notification (channel, next_at) where next_at is not null;
create index notification_clock on notification (clock_id);
create index notification_lead on notification (lead_id);
create index notification_newest on notification (created_at desc, id desc);

create table notification_channel_off (
  channel text primary key,
  why     text not null,
  at      timestamptz not null
);

-- Visits that count towards a commitment, by the day on which its period begins.
create table commitment_progress (
  commitment text not null,
  begins     date not null,
  delivered  bigint not null,
  primary key (commitment, begins)
);

alter table exception_case add column assigned_to text;

-- How far leads were looked at for one that ought to have moved and has not.
create table watch_progress (
  watch   text primary key,
  looked  timestamptz not null
);
