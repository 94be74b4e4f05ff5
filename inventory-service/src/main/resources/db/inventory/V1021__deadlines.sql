-- When a machine was last seen when its silence was noted. No source: what is lost here is decided
-- once more, and leads to nothing.
create table noted_silence (
  asset   text collate "C" primary key,
  seen_at timestamptz not null
);
