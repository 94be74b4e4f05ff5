-- Until when releases are supported, as endoflife.date told it: for one group, or for all (group
-- empty). Filled from the log by LifecyclesView.
create table lifecycle_row (
  lifecycle     text collate "C" not null,
  ght           text collate "C" not null,
  product       text collate "C" not null,
  label         text not null,
  releases      jsonb not null,
  source        text not null,
  recorded_from timestamptz not null,
  recorded_to   timestamptz not null,
  primary key (lifecycle, recorded_from)
);
create index on lifecycle_row (product, recorded_to);

-- How the refreshing of them stands; no part of any view.
create table lifecycle_refresh (
  one          boolean primary key check (one),
  started_at   timestamptz not null,
  succeeded_at timestamptz,
  products     int,
  failed_at    timestamptz,
  reason       text
);
