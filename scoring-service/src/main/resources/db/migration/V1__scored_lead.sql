-- A lead as scoring knows it. What only the decision reads is JSON; what is searched for is a column.
create table scored_lead (
  lead_id        uuid        primary key,
  snapshot       json        not null,
  contributions  json        not null,
  hand_raised_at timestamptz,
  score          json,
  evaluated_at   timestamptz not null,
  reevaluate_at  timestamptz,
  merged_into    uuid,
  constraint scored_lead_ends_once check (merged_into is null or reevaluate_at is null),
  constraint scored_lead_is_not_itself check (merged_into <> lead_id)
) with (fillfactor = 80);

create index scored_lead_due on scored_lead (reevaluate_at) where reevaluate_at is not null;
create index scored_lead_merged on scored_lead (merged_into) where merged_into is not null;
