-- The audit trail of a service: append-only, hash-chained, written in the transaction of the effects it explains.
create table decision (
  chain          text        not null,
  sequence       bigint      not null check (sequence > 0),
  hash           bytea       not null check (octet_length(hash) = 32),
  id             uuid        not null,
  lead_id        uuid        not null,
  kind           text        not null,
  happened_at    timestamptz not null,
  recorded_at    timestamptz not null,
  policy_version text,
  causation      uuid,
  correlation    text        not null,
  actor_kind     text        not null,
  actor_name     text        not null,
  outcome        text        not null,
  reasons        json        not null,
  input_digest   text        not null,
  primary key (chain, sequence)
);

create index decision_lead on decision (lead_id, recorded_at);

-- How far each chain goes; locked by the writer of the chain.
create table chain_head (
  chain    text   primary key,
  sequence bigint not null check (sequence >= 0),
  hash     bytea  not null check (octet_length(hash) = 32)
);
