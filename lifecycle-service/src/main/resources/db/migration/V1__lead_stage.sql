-- How a lead stands. What only the decision reads is JSON; what is searched for is a column.
create table lead_stage (
  lead_id        uuid        primary key,
  standing       text        not null check (standing in ('staged', 'merged', 'erased')),
  stage          text,
  entered_at     timestamptz,
  visits         json,
  snapshot       json,
  score          json,
  hand_raised_at timestamptz,
  rests_until    timestamptz,
  merged_into    uuid,
  constraint lead_stage_forgets check (
    (standing = 'erased') = (snapshot is null)
    and (standing = 'erased') = (stage is null)
    and (standing = 'erased') = (entered_at is null)
    and (standing = 'erased') = (visits is null)
    and not (standing = 'erased' and (score is not null or hand_raised_at is not null))),
  constraint lead_stage_merged check ((standing = 'merged') = (merged_into is not null)),
  constraint lead_stage_is_not_itself check (merged_into <> lead_id)
) with (fillfactor = 80);

create index lead_stage_resting on lead_stage (rests_until)
  where rests_until is not null and standing = 'staged';

create index lead_stage_merged_into on lead_stage (merged_into) where merged_into is not null;

create table stage_visit (
  lead_id    uuid        not null,
  position   integer     not null check (position > 0),
  stage      text        not null,
  visit      integer     not null check (visit > 0),
  entered_at timestamptz not null,
  left_at    timestamptz,
  primary key (lead_id, position),
  constraint stage_visit_counts unique (lead_id, stage, visit),
  constraint stage_visit_takes_time check (left_at >= entered_at)
);

-- How many leads are in each stage, as a sum: a transaction adds a row and waits for nobody; now and
-- then the rows of a stage are made one.
create table stage_tally (
  stage text   not null,
  leads bigint not null
);
