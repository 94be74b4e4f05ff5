-- The log of one service, and what stands beside it. Reading and writing go through the functions
-- of V101, which say how readers never skip an event that commits late.

create sequence event_position cache 1;
-- One position is drawn for good, so that last_value always means "drawn", also in an empty log.
select nextval('event_position');

-- The head of each stream. A head is updated by every append: the free half of its page keeps
-- these updates off the index.
create table stream (
  id          text collate "C" primary key,
  version     bigint not null,
  revision    bigint not null,
  recorded_at timestamptz,
  note        text
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);

create table event (
  position       bigint primary key,
  version        bigint not null,
  occurred_at    timestamptz not null,
  recorded_at    timestamptz not null,
  id             uuid not null,
  schema_version int not null,
  stream         text collate "C" not null,
  type           text collate "C" not null,
  payload        json not null,
  metadata       json not null,
  unique (stream, version)
);

-- What each repeatable command led to.
create table command (
  tenant         text collate "C" not null,
  id             uuid not null,
  carried_out_at timestamptz not null,
  version        bigint not null,
  stream         text collate "C" not null,
  fingerprint    text collate "C" not null,
  primary key (tenant, id)
);

-- Who holds a key. A key that nobody holds any more stays, so that its version never repeats.
create table claim (
  key     text collate "C" primary key,
  version bigint not null,
  holders text[] collate "C" not null
) with (fillfactor = 70);

-- How far each follower of the log is. The epoch is that of the leader who moved it, where one is
-- elected.
create table checkpoint (
  name     text collate "C" primary key,
  position bigint not null,
  epoch    bigint not null default 0,
  moved_at timestamptz not null default clock_timestamp()
) with (fillfactor = 20, autovacuum_vacuum_scale_factor = 0.05);

-- Who leads among replicas; each new leader raises the epoch.
create table lease (
  name       text collate "C" primary key,
  holder     text not null,
  epoch      bigint not null,
  expires_at timestamptz not null
) with (fillfactor = 20);

-- Streams that a follower has set aside, from the event it could not take. The events themselves
-- stay in the log.
create table parked_stream (
  follower       text collate "C" not null,
  stream         text collate "C" not null,
  first_position bigint not null,
  first_version  bigint not null,
  last_position  bigint not null,
  events         bigint not null,
  reason         text not null,
  parked_at      timestamptz not null default clock_timestamp(),
  primary key (follower, stream)
);

do $$
begin
  alter table event alter payload set compression lz4;
  alter table event alter metadata set compression lz4;
  alter table stream alter note set compression lz4;
exception when feature_not_supported then
  null; -- a server built without lz4 keeps its own compression
end $$;
