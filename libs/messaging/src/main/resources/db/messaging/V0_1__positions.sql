-- The next offset to decide, of each partition that a consumer has ever held.
create table consumer_position (
    consumer    text        not null,
    topic       text        not null,
    partition   integer     not null check (partition >= 0),
    next_offset bigint      not null check (next_offset >= 0),
    updated_at  timestamptz not null default now(),
    primary key (consumer, topic, partition)
);

-- What the relay of this database knows to be published, durably: the replication slot itself keeps
-- that in memory between checkpoints. The epoch counts the relays that have held the slot.
create table relay_progress (
    slot       text        not null primary key,
    epoch      bigint      not null,
    published  pg_lsn      not null,
    updated_at timestamptz not null default now()
);
