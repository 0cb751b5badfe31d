create table exception_case (
  id              uuid primary key,
  reason          text not null,
  subject         text not null,
  service         text not null,
  lead_id         uuid,
  detail          text not null,
  next_step       text not null,
  state           text not null check (state in ('OPEN', 'ACKNOWLEDGED', 'RESOLVED')),
  count           integer not null check (count >= 1),
  first_raised_at timestamptz not null,
  last_raised_at  timestamptz not null,
  handled_by      text,
  handled_at      timestamptz,
  note            text,
  check (state <> 'RESOLVED' or note is not null)
);

-- One that is not resolved for a (reason, subject).
create unique index exception_case_open on exception_case (reason, subject) where state <> 'RESOLVED';
create index exception_case_lead on exception_case (lead_id) where lead_id is not null;
create index exception_case_newest on exception_case (first_raised_at desc, id desc);
