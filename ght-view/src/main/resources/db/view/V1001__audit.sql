-- Who changed what, when, and what caused it: one row per fact, only ever added. What does not apply
-- is the empty text where rows are told by it, and null elsewhere, which takes no room. moved_from: the
-- establishment that a machine has left for this one, whose group is told, too.
create table audit_row (
  recorded_at   timestamptz not null,
  occurred_at   timestamptz not null,
  id            uuid not null,
  correlation   uuid not null,
  causation     uuid,
  command       uuid,
  establishment text collate "C" not null,
  ght           text collate "C" not null,
  moved_from    text collate "C" not null,
  type          text collate "C" not null,
  subject       text collate "C" not null,
  actor         text collate "C" not null,
  role          text collate "C" not null,
  primary key (establishment, recorded_at, id)
);
create index audit_row_of_group on audit_row (ght, recorded_at, id) where ght <> '';
create index audit_row_left on audit_row (moved_from, recorded_at, id) where moved_from <> '';
create index audit_row_correlation on audit_row (correlation);
-- Few distinct values each, so that an entry takes some six bytes.
create index audit_row_actor on audit_row (actor);
create index audit_row_subject on audit_row (subject);
