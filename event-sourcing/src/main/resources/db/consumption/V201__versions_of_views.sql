-- How a view was built anew is told by view_version now (db/rebuild).
drop table view_rebuild;

-- Under which name view_stream has the versions of a view's streams: there are too many of them to
-- be renamed when another version of the view is switched to, as offsets and parked facts are.
alter table view_offset add column streams text collate "C";
update view_offset set streams = view;
alter table view_offset alter streams set not null;

-- How often an operator had a parked stream replayed in vain, and when last.
alter table parked_fact
  add column replays int not null default 0,
  add column replayed_at timestamptz;
create index parked_fact_by_age on parked_fact (view, parked_at, stream);
