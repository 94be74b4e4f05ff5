-- How far each view has taken each partition of a topic. In the transaction of the view's rows, so
-- that every fact is in the view exactly once; never in Kafka, which knows nothing of that
-- transaction.
create table view_offset (
  view        text collate "C" not null,
  topic       text collate "C" not null,
  partition   int not null,
  next_offset bigint not null,
  primary key (view, topic, partition)
) with (fillfactor = 20, autovacuum_vacuum_scale_factor = 0.05);

-- The version up to which a view has taken a stream: a fact that was sent twice counts once.
create table view_stream (
  view    text collate "C" not null,
  stream  text collate "C" not null,
  version bigint not null,
  primary key (view, stream)
) with (fillfactor = 70);

-- Streams that a view has set aside, from the fact that it could not take. The facts themselves stay
-- on the topic.
create table parked_fact (
  view          text collate "C" not null,
  stream        text collate "C" not null,
  topic         text collate "C" not null,
  partition     int not null,
  first_offset  bigint not null,
  last_offset   bigint not null,
  first_version bigint not null,
  facts         bigint not null,
  reason        text not null,
  parked_at     timestamptz not null default clock_timestamp(),
  primary key (view, stream)
);

-- The last time each view was built anew. targets: by partition, how far it was before.
create table view_rebuild (
  view          text collate "C" primary key,
  begun_at      timestamptz not null default clock_timestamp(),
  as_of         timestamptz,
  digest_before text,
  targets       bigint[] not null,
  digest_after  text,
  finished_at   timestamptz
);
