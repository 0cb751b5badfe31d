-- When a rung fires only time has passed: what is written then is this narrow row and not that of the lead, which
-- holds a kilobyte of JSON. Its row is the lock for all that is kept of the lead. A monitor of before, which would lock
-- another row, can save no lead without the column that goes.
create table lead_timer (
  lead_id      uuid primary key,
  next_fire_at timestamptz
) with (fillfactor = 70);

insert into lead_timer (lead_id, next_fire_at) select lead_id, next_fire_at from lead_sla;
create index lead_timer_due on lead_timer (next_fire_at) where next_fire_at is not null;

drop index lead_sla_due;
alter table lead_sla drop column next_fire_at;
