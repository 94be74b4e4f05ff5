create sequence if not exists bare_position;
create table if not exists bare_event (
  position       bigint primary key default nextval('bare_position'),
  version        bigint not null,
  occurred_at    timestamptz not null,
  recorded_at    timestamptz not null default clock_timestamp(),
  id             uuid not null,
  schema_version int not null,
  stream         text collate "C" not null,
  type           text collate "C" not null,
  payload        json not null,
  metadata       json not null,
  unique (stream, version)
)
