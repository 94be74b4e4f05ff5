-- Who a pseudonym is. The only place where a person's name stands: an erasure empties the columns
-- and keeps the id, so that logs, views and audits that hold it stay whole.
create table identity (
  id            uuid primary key default gen_random_uuid(),
  issuer        text,
  subject       text,
  name          text,
  first_seen_at timestamptz not null default now(),
  erased_at     timestamptz,
  unique (issuer, subject),
  check ((erased_at is null) = (subject is not null))
);
