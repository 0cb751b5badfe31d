-- What was decided, by the id that follows from source and idempotency key; looked back on for 14
-- days. One partition a week, so that the old falls off whole.
create table delivery_key (
    key        uuid        not null,
    decided_at timestamptz not null,
    primary key (key, decided_at)
) partition by range (decided_at);

-- Makes the partitions of the week of `at` and of the next one, and drops those that ended more
-- than 14 days before `at`.
create function ensure_delivery_key_partitions(at timestamptz) returns void
    language plpgsql as
$$
declare
    this_week date := date_trunc('week', at at time zone 'UTC')::date;
    first_day date;
    old       text;
begin
    perform pg_advisory_xact_lock(hashtext('ensure_delivery_key_partitions'));
    foreach first_day in array array [this_week, this_week + 7] loop
        execute format(
            'create table if not exists %I partition of delivery_key for values from (%L) to (%L)',
            'delivery_key_' || to_char(first_day, 'YYYYMMDD'),
            first_day::text || ' 00:00:00+00',
            (first_day + 7)::text || ' 00:00:00+00');
    end loop;
    for old in
        select c.relname
        from pg_inherits i
        join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'delivery_key'::regclass
          and to_date(right(c.relname, 8), 'YYYYMMDD') + 7 < (at at time zone 'UTC')::date - 14
    loop
        execute format('drop table %I', old);
    end loop;
end
$$;

-- Authentic deliveries that cannot be used. `headers` and `body` are the inbox record's.
create table quarantine (
    id             uuid        not null primary key,
    source         text        not null,
    reason         text        not null,
    detail         text        not null,
    record_key     text        not null,
    headers        jsonb       not null,
    body           bytea       not null,
    bytes          integer     not null generated always as (octet_length(body)) stored,
    received_at    timestamptz not null,
    quarantined_at timestamptz not null,
    released_at    timestamptz
);

create index quarantine_by_time on quarantine (quarantined_at desc, id desc);
create index quarantine_by_source on quarantine (source, quarantined_at desc);
