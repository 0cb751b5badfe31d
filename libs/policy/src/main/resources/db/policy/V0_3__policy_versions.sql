-- Every policy that the service decided by, so that a decision's version can be read and replayed years later.
create table policy_version (
  version       text        primary key,
  files         json        not null,
  first_used_at timestamptz not null default now()
);
