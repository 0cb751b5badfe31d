-- What routing knows of each lead. The columns are what is asked for; the rest is in the state.
create table lead_routing (
  lead_id    uuid        primary key,
  status     text        not null check (status in ('unrouted', 'offered', 'assigned', 'held',
                           'queued', 'suppressed', 'failed', 'closed', 'merged', 'erased')),
  owner      text,
  pool       text,
  due_at     timestamptz,
  state      json        not null,
  updated_at timestamptz not null default now(),
  check (status not in ('offered', 'assigned') or owner is not null),
  check (status not in ('offered', 'held') or due_at is not null),
  check (status <> 'erased' or owner is null)
);

comment on column lead_routing.pool is 'The pool that gave the owner or that is waited for.';
comment on column lead_routing.due_at is 'When an offer ends or a wait is looked at again.';

create index lead_routing_due on lead_routing (due_at) where due_at is not null;
create index lead_routing_held on lead_routing (pool) where status = 'held';

-- What each member of a pool has earned and not received, exactly.
create table pool_state (
  pool   text primary key,
  ledger json not null
) with (fillfactor = 50);

-- What each rep has and got: open leads, and leads per day and week in the zones of the rep's pools.
create table rep_state (
  rep  text primary key,
  load json not null
) with (fillfactor = 50);

-- Who owns how many leads of an account.
create table account_owner (
  domain text        not null,
  owner  text        not null,
  since  timestamptz not null,
  leads  int         not null,
  primary key (domain, owner)
);

-- What was changed about reps at run time, in place of what the policy says.
create table rep (
  id         text        primary key check (id ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
  definition text        check (definition is json object),
  presence   text        not null check (presence in ('ACTIVE', 'PAUSED', 'ON_LEAVE')),
  until      timestamptz,
  changed_at timestamptz not null,
  changed_by text        not null,
  check (presence <> 'ACTIVE' or until is null)
);

-- Counts the changes; locked in share mode by whoever decides on the roster.
create table roster_version (
  only_one boolean primary key default true check (only_one),
  version  bigint  not null
);

insert into roster_version (version) values (0);

-- The history of the roster.
create table rep_change (
  id         uuid        primary key,
  rep        text        not null,
  changed_at timestamptz not null,
  changed_by text        not null,
  what       text        not null,
  before     text        check (before is json),
  after      text        check (after is json)
);

create index rep_change_rep on rep_change (rep, changed_at);
