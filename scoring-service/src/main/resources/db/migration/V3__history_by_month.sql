-- Histories by the month in which things were told, so that what is old falls off. What no month is
-- made for yet goes to the last partition.
alter table lead_history rename to lead_history_before;
alter index lead_history_pkey rename to lead_history_before_pkey;

create sequence lead_history_positions;

create table lead_history (
  lead_id     uuid        not null,
  position    bigint      not null default nextval('lead_history_positions'),
  at          timestamptz not null,
  event       uuid,
  happened_at timestamptz,
  snapshot    json,
  activity    json,
  primary key (lead_id, position, at),
  constraint lead_history_learned_or_acted check (
    (snapshot is null) = (activity is not null)
    and (activity is null) = (event is null)
    and (activity is null) = (happened_at is null))
) partition by range (at);

create table lead_history_rest partition of lead_history default;

do $$
declare
  month timestamptz;
begin
  for month in select distinct date_trunc('month', at, 'UTC') from lead_history_before loop
    execute format(
      'create table %I partition of lead_history for values from (%L) to (%L)',
      'lead_history_' || to_char(month at time zone 'UTC', 'YYYY_MM'),
      month,
      (month at time zone 'UTC' + interval '1 month') at time zone 'UTC');
  end loop;
end $$;

insert into lead_history (lead_id, position, at, event, happened_at, snapshot, activity)
select lead_id, position, at, event, happened_at, snapshot, activity from lead_history_before;

select setval('lead_history_positions', coalesce(max(position), 0) + 1, false)
from lead_history_before;

drop table lead_history_before;
