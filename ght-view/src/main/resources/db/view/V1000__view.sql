-- The shared view's tables. Nothing here is a source: each view can be emptied and filled again
-- from the facts, and then has the same rows. A temporal row is a version, true from recorded_from
-- until recorded_to; the version that stands ends in the year 9999.

-- A group with its members' stays, support days and profiles: some twenty establishments, always
-- read as a whole, so one document.
create table group_row (
  ght           text collate "C" not null,
  name          text not null,
  stays         jsonb not null,
  supports      jsonb not null,
  profiles      jsonb not null,
  recorded_from timestamptz not null,
  recorded_to   timestamptz not null,
  primary key (ght, recorded_from)
);
create index on group_row (recorded_to);

create table machine_row (
  asset            text collate "C" not null,
  establishment    text collate "C" not null,
  kind             text collate "C" not null,
  name             text not null,
  manufacturer     text,
  model            text,
  operating_system text,
  os_version       text,
  software_count   int not null,
  state            text collate "C" not null,
  sort_name        text collate "C" not null,
  search           text not null,
  recorded_from    timestamptz not null,
  recorded_to      timestamptz not null,
  primary key (asset, recorded_from)
);
-- Today's list reads no past versions; a past one reads all of an establishment's, in order.
create index machine_row_now on machine_row (establishment, sort_name, asset)
  include (kind, state) where recorded_to = '9999-12-31Z';
create index machine_row_past on machine_row (establishment, sort_name, asset, recorded_from);

-- When a machine was last heard of: volatile, so not part of any version.
create table machine_seen (
  asset   text collate "C" primary key,
  seen_at timestamptz not null
) with (fillfactor = 70);

-- How the number of machines in service changed. Sums do not depend on the order in which facts of
-- different machines arrive: the number as of an instant is the sum until then.
create table machine_count_delta (
  establishment text collate "C" not null,
  kind          text collate "C" not null,
  at            timestamptz not null,
  delta         int not null,
  primary key (establishment, kind, at)
);

-- The sum of all of them, so that today's number is one row.
create table machine_count (
  establishment text collate "C" not null,
  kind          text collate "C" not null,
  machines      bigint not null,
  primary key (establishment, kind)
) with (fillfactor = 70);

-- How the number of workstations and servers seen within 7 days changes: up when one is heard of
-- again, down at the start of the day on which its silence lasts 7 days. A machine heard of in time
-- only moves its end from one day to a later one, so daily sightings make no rows of their own.
create table freshness_delta (
  establishment text collate "C" not null,
  at            timestamptz not null,
  delta         int not null,
  primary key (establishment, at)
);

create table application_row (
  application   text collate "C" not null,
  establishment text collate "C" not null,
  function      text collate "C" not null,
  product       text not null,
  version       text,
  state         text collate "C" not null,
  users         int,
  recorded_from timestamptz not null,
  recorded_to   timestamptz not null,
  primary key (application, recorded_from)
);
create index on application_row (establishment, recorded_to);

-- Incidents of the intake while nobody has settled them: settled, the row ends.
create table incident_row (
  incident      text collate "C" not null,
  establishment text collate "C" not null,
  kind          text collate "C" not null,
  recorded_from timestamptz not null,
  recorded_to   timestamptz not null,
  primary key (incident, recorded_from)
);
create index on incident_row (establishment, recorded_to);

-- What changed, one row for each establishment that a fact is about. An empty ght: the fact is told
-- to whichever group the establishment was in; an empty establishment: it is about the whole group.
create table timeline_row (
  id            uuid not null,
  type          text collate "C" not null,
  ght           text collate "C" not null,
  establishment text collate "C" not null,
  subject       text not null,
  role          text not null,
  details       jsonb not null,
  occurred_at   timestamptz not null,
  recorded_at   timestamptz not null,
  primary key (id, establishment)
);
create index on timeline_row (ght, recorded_at, id) where ght <> '';
create index on timeline_row (establishment, recorded_at, id) where ght = '';
