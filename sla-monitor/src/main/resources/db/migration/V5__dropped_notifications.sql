-- A notification whose clock closes before it was sent is not sent any more.
alter table notification
  drop constraint notification_state_check,
  add constraint notification_state_check
    check (state in ('WAITING', 'SENT', 'FAILED', 'DROPPED'));
