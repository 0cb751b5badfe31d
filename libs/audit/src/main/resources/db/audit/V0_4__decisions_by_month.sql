-- Decisions by month, so that the old fall off; what no partition is made for yet goes to the last one.
-- The values that decided can be erased: a decision enters its chain with the salted digest of them ("seal").
-- A link without seal is of the first form, in which the chain holds all of it.
alter table decision rename to decision_before;
alter index decision_lead rename to decision_before_lead;
alter table decision_before
  add column seal bytea check (octet_length(seal) = 32),
  add column salt bytea check (octet_length(salt) = 16),
  drop constraint decision_pkey,
  add primary key (chain, sequence, recorded_at);

create table decision (
  like decision_before including constraints,
  primary key (chain, sequence, recorded_at)
) partition by range (recorded_at);

create index decision_lead on decision (lead_id, recorded_at);

create table decision_rest partition of decision default;

-- What was recorded so far stays where it is, as one partition that ends with a month.
do $$
declare
  latest timestamptz := (select max(recorded_at) from decision_before);
begin
  if latest is null then
    drop table decision_before;
  else
    execute format('alter table decision attach partition decision_before for values from (minvalue) to (%L)',
      (date_trunc('month', latest at time zone 'UTC') + interval '1 month') at time zone 'UTC');
  end if;
end $$;

-- The last link of each chain that was dropped; the first that is kept follows from it.
create table chain_anchor (
  chain      text        primary key,
  sequence   bigint      not null check (sequence > 0),
  hash       bytea       not null check (octet_length(hash) = 32),
  dropped_at timestamptz not null
);

-- How far each chain was when its head was last told outside of this database.
create table chain_published (
  chain    text   primary key,
  sequence bigint not null check (sequence > 0)
);
