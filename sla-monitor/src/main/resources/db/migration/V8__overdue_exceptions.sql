-- A notification is about a clock of a lead, or about exceptions of a reason and service that wait
-- too long. NOBODY: the person who was to be told does not exist; last_error says why.
alter table notification
  alter column lead_id drop not null,
  alter column clock_id drop not null,
  alter column target drop not null,
  alter column rung drop not null,
  add column reason text,
  add column service text,
  add constraint notification_subject check (
    (num_nulls(lead_id, clock_id, target, rung) = 0 and num_nonnulls(reason, service) = 0)
    or (num_nonnulls(lead_id, clock_id, target, rung) = 0 and num_nulls(reason, service) = 0)),
  drop constraint notification_state_check,
  add constraint notification_state_check
    check (state in ('WAITING', 'SENT', 'FAILED', 'DROPPED', 'NOBODY'));

update notification set state = 'NOBODY' where state = 'FAILED' and last_error like 'The lead has no %';

create index notification_exceptions on notification (reason, service, at) where reason is not null;

-- The notification that told of an exception being overdue; null when none has.
alter table exception_case add column told_by uuid;
create index exception_case_told on exception_case (told_by) where told_by is not null;
