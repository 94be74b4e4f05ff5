-- The service's own views. Nothing here is a source: each can be emptied and filled again from the
-- log. A row is a version, true from recorded_from until recorded_to; the version that stands ends
-- in the year 9999. Each table's first column names the thing that a row is a version of.

create extension if not exists pg_trgm;

create table ght_row (
  ght           text collate "C" not null,
  name          text not null,
  recorded_from timestamptz not null,
  recorded_to   timestamptz not null,
  primary key (ght, recorded_from)
);

-- Who was in which group, from when to when, in which role.
create table membership_row (
  membership    text collate "C" not null,
  ght           text collate "C" not null,
  establishment text collate "C" not null,
  name          text not null,
  role          text collate "C" not null,
  valid_from    date not null,
  valid_to      date not null,
  recorded_from timestamptz not null,
  recorded_to   timestamptz not null,
  primary key (membership, recorded_from)
);
create index on membership_row (ght, recorded_to);
create index on membership_row (establishment, recorded_to);

create table application_row (
  application   text collate "C" not null,
  establishment text collate "C" not null,
  function      text collate "C" not null,
  product       text not null,
  version       text,
  state         text collate "C" not null,
  users         int,
  search        text not null,
  recorded_from timestamptz not null,
  recorded_to   timestamptz not null,
  primary key (application, recorded_from)
);
create index on application_row (recorded_to, application);
create index on application_row (establishment, recorded_to, application);

-- Machines without their software: what a list shows and searches.
create table asset_row (
  asset            text collate "C" not null,
  establishment    text collate "C" not null,
  kind             text collate "C" not null,
  name             text not null,
  manufacturer     text,
  model            text,
  serial           text,
  hardware_uuid    text,
  memory_mib       int,
  operating_system text,
  os_version       text,
  software_count   int not null,
  state            text collate "C" not null,
  network          text not null,
  sort_name        text collate "C" not null,
  search           text not null,
  recorded_from    timestamptz not null,
  recorded_to      timestamptz not null,
  primary key (asset, recorded_from)
);
create index on asset_row (recorded_to, sort_name, asset);
create index on asset_row (establishment, recorded_to, sort_name, asset);
create index on asset_row using gin (search gin_trgm_ops);

-- Their software as numbers of the dictionary: one array a machine, not one row an installation.
-- Apart from asset_row, so that a renamed machine does not write it again.
create table asset_software_row (
  asset         text collate "C" not null,
  software      int[] not null,
  recorded_from timestamptz not null,
  recorded_to   timestamptz not null,
  primary key (asset, recorded_from)
);
create index on asset_software_row using gin (software);

-- Every software ever reported, by name and version as reported. Only grows; a rebuild keeps it.
create table software (
  id           int generated always as identity primary key,
  name         text not null,
  version      text not null,
  publisher    text not null,
  architecture text not null,
  search       text not null,
  digest       bytea not null unique
);
create index on software using gin (search gin_trgm_ops);

-- When a machine was last heard of: volatile, so not part of any version.
create table asset_seen (
  asset   text collate "C" primary key,
  seen_at timestamptz not null
) with (fillfactor = 70);

create table incident_row (
  incident      text collate "C" not null,
  establishment text collate "C" not null,
  kind          text collate "C" not null,
  device        text not null,
  detail        text not null,
  observed_at   timestamptz not null,
  state         text collate "C" not null,
  resolution    text,
  raised_at     timestamptz not null,
  recorded_from timestamptz not null,
  recorded_to   timestamptz not null,
  primary key (incident, recorded_from)
);
create index on incident_row (recorded_to, raised_at, incident);
create index on incident_row (establishment, recorded_to);
