-- Why the last routing decision about a lead came out as it did; null when there was none.
alter table lead_routing add column explanation json;

-- Whoever had a lead is passed over for a reason now, and suppressions may end.
update lead_routing set state = (
  state::jsonb - 'declined'
  || jsonb_build_object(
       'passedOver', coalesce(
         (select jsonb_object_agg(rep, 'DECLINED_ALREADY')
          from jsonb_array_elements_text(state::jsonb -> 'declined') rep), '{}'),
       'lapsed', '[]'::jsonb))::json;

-- What a rep who leaves still has.
create index lead_routing_owned on lead_routing (owner) where status in ('offered', 'assigned');

-- Counts the owners that an account ever got: who gives it another has to know of those before.
create table account (
  domain text   primary key,
  joined bigint not null check (joined > 0)
);

insert into account (domain, joined) select domain, count(*) from account_owner group by domain;

-- Numbers the changes of the roster; none comes twice, also when its transaction is rolled back.
create sequence roster_versions;
select setval('roster_versions', version + 1) from roster_version;

-- What was changed about pools at run time, in place of what the policy says.
create table pool (
  id         text        primary key,
  definition text        not null check (definition is json object),
  changed_at timestamptz not null,
  changed_by text        not null
);

-- The history of the pools.
create table pool_change (
  id         uuid        primary key,
  pool       text        not null,
  changed_at timestamptz not null,
  changed_by text        not null,
  what       text        not null,
  before     text        check (before is json),
  after      text        check (after is json)
);

create index pool_change_pool on pool_change (pool, changed_at);

-- Definitions say which languages a rep speaks.
update rep set definition = (definition::jsonb || '{"languages": []}')::text
where definition is not null;
