-- A person wanting contact. `fields` holds, by field name, the value with the time when the source
-- says it became so: {"email": {"value": "...", "at": "...", "derived": false}}.
create table lead (
    lead_id         uuid        not null primary key,
    version         bigint      not null check (version >= 1),
    captured_at     timestamptz not null,
    source          text        not null,
    fields          jsonb       not null,
    canonical_email text,
    merged_into     uuid        references lead (lead_id) check (merged_into <> lead_id),
    recorded_at     timestamptz not null
) with (fillfactor = 80);

create index lead_by_canonical_email on lead (canonical_email)
    where canonical_email is not null and merged_into is null;
create index lead_by_survivor on lead (merged_into) where merged_into is not null;

-- What belongs to one person only: an e-mail, a phone, an anonymous id, a system's own id. Always of
-- the lead that goes on, never of an alias.
create table lead_key (
    kind    text not null,
    value   text not null,
    lead_id uuid not null references lead (lead_id),
    primary key (kind, value)
);

create index lead_key_by_lead on lead_key (lead_id);

-- Both leads of a merge as they were, and whose keys were whose, so that it can be undone.
create table lead_merge (
    merge_id        bigint generated always as identity primary key,
    survivor        uuid        not null references lead (lead_id),
    absorbed        uuid        not null references lead (lead_id),
    matched_on      text        not null,
    survivor_before jsonb       not null,
    absorbed_before jsonb       not null,
    absorbed_keys   jsonb       not null,
    recorded_at     timestamptz not null,
    check (survivor <> absorbed)
);

create index lead_merge_by_survivor on lead_merge (survivor);
create index lead_merge_by_absorbed on lead_merge (absorbed);
