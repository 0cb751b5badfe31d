-- When a person or a CRM last asked for the stage of a lead. Of leads from before it is not known;
-- the next who asks begins it.
alter table lead_stage
  add column asked_at timestamptz,
  add constraint lead_stage_forgets_who_asked check (standing <> 'erased' or asked_at is null);
